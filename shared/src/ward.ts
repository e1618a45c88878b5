import * as z from "zod/mini";
import { countingRuleSchema, DEFAULT_COUNTING } from "./lab-test.ts";
import { codeSchema } from "./station.ts";

/** The ward of those who have none: on every list, in every address. */
export const NO_WARD = "-";
/** A ward as it stands in keys, lists and addresses. */
export const wardKey = (ward: string): string => ward || NO_WARD;
/** A ward as those spell it: also a file may write `-` for none. */
export const wardOfKey = (key: string): string => (key === NO_WARD ? "" : key);

const hours = (most: number) => z.number().check(z.minimum(0.25), z.maximum(most));
const minutes = z.int().check(z.minimum(1), z.maximum(10_080));

/** What holds on a ward. */
export const wardPolicySchema = z.object({
  /** A gap of exactly this is due. */
  thresholdHours: hours(24 * 60),
  /** An acknowledgement that no test follows opens again after this. */
  acknowledgedHours: hours(24 * 7),
  /** An open alert goes to the channels after this; null never. */
  escalateAfterMinutes: z.nullable(minutes),
  /** So does one that no device has shown for this; null never. */
  unviewedMinutes: z.nullable(minutes),
  /** Whether a wall screen shows initials beside the bed. */
  showInitials: z.boolean(),
  /** Where an escalation goes. */
  mailTo: z.array(z.email()).check(z.maxLength(20)),
  webhook: z.nullable(
    z.string().check(z.maxLength(500), z.regex(/^https?:\/\/[^\s/]+/, "an http address")),
  ),
});
export type WardPolicy = z.infer<typeof wardPolicySchema>;

const name = z.string().check(z.trim(), z.minLength(1), z.maxLength(80));

/** Who may say that they have seen an alert. */
export const wardStaffSchema = z.object({
  id: codeSchema,
  name,
  /** None: every ward. */
  wards: z.array(z.string()).check(z.maxLength(200)),
  /** What a scanner reads from the badge. */
  badge: z.optional(z.string().check(z.minLength(1), z.maxLength(80))),
});
export type WardStaff = z.infer<typeof wardStaffSchema>;

export const wardSettingsSchema = z.object({
  policy: wardPolicySchema,
  /** What a ward has otherwise. */
  wards: z.array(z.object({ ward: z.string(), policy: z.partial(wardPolicySchema) })).check(
    z.maxLength(500),
    z.refine(
      (wards: { ward: string }[]) =>
        new Set(wards.map(({ ward }) => wardKey(ward))).size === wards.length,
      "each ward once",
    ),
  ),
  counting: countingRuleSchema,
  staff: z.array(wardStaffSchema).check(z.maxLength(2_000)),
});
export type WardSettings = z.infer<typeof wardSettingsSchema>;
/** As stored: `version` counts the saves and is 0 where nobody has saved yet. */
export type StoredWardSettings = WardSettings & { version: number };

export const defaultWardSettings: WardSettings = {
  policy: {
    thresholdHours: 48,
    acknowledgedHours: 8,
    escalateAfterMinutes: 120,
    unviewedMinutes: 30,
    showInitials: false,
    mailTo: [],
    webhook: null,
  },
  wards: [],
  counting: { types: { rule: "all", names: [] }, statuses: [...DEFAULT_COUNTING] },
  staff: [],
};

/** What holds on one ward (empty for no ward). */
export const policyOf = (settings: WardSettings, ward: string): WardPolicy => ({
  ...settings.policy,
  ...settings.wards.find((item) => wardKey(item.ward) === wardKey(ward))?.policy,
});

/** The order in which people read bed numbers: 10 after 9. */
const natural = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
export const compareBeds = (left: string, right: string): number => natural.compare(left, right);
