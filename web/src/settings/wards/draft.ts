import type { CountingRule } from "@throughline/shared/lab-test.ts";
import type { WardPolicy, WardSettings } from "@throughline/shared/ward.ts";
import type { Row } from "../draft.ts";

/** A policy as it is typed. In a ward's own, what is empty is as for all wards. */
export interface PolicyDraft {
  thresholdHours: string;
  acknowledgedHours: string;
  escalateAfterMinutes: string;
  unviewedMinutes: string;
  showInitials: "" | "yes" | "no";
  mailTo: string;
  webhook: string;
}

export type WardRow = Row & PolicyDraft & { ward: string };

export interface StaffRow extends Row {
  id: string;
  name: string;
  wards: string[];
  badge: string;
  isNew: boolean;
}

/** See `draft.ts` beside the folder: its members are those of the settings. */
export interface WardDraft {
  policy: PolicyDraft;
  wards: WardRow[];
  counting: { rule: CountingRule["types"]["rule"]; names: string; statuses: string };
  staff: StaffRow[];
}

/** What is typed where nothing is to happen. */
export const NEVER = "never";
export const NONE = "none";

export const emptyPolicy: PolicyDraft = {
  thresholdHours: "",
  acknowledgedHours: "",
  escalateAfterMinutes: "",
  unviewedMinutes: "",
  showInitials: "",
  mailTo: "",
  webhook: "",
};

const written = (value: number | null | undefined) =>
  value === undefined ? "" : value === null ? NEVER : String(value);

export const toPolicyDraft = (policy: Partial<WardPolicy>): PolicyDraft => ({
  thresholdHours: written(policy.thresholdHours),
  acknowledgedHours: written(policy.acknowledgedHours),
  escalateAfterMinutes: written(policy.escalateAfterMinutes),
  unviewedMinutes: written(policy.unviewedMinutes),
  showInitials: policy.showInitials === undefined ? "" : policy.showInitials ? "yes" : "no",
  mailTo: policy.mailTo === undefined ? "" : policy.mailTo.join(", ") || NONE,
  webhook: policy.webhook === undefined ? "" : (policy.webhook ?? NONE),
});

export const toDraft = ({ policy, wards, counting, staff }: WardSettings): WardDraft => ({
  policy: toPolicyDraft(policy),
  wards: wards.map(({ ward, policy: own }) => ({ key: ward, ward, ...toPolicyDraft(own) })),
  counting: {
    rule: counting.types.rule,
    names: counting.types.names.join("\n"),
    statuses: counting.statuses.join("\n"),
  },
  staff: staff.map(({ id, name, wards: theirs, badge }) => ({
    key: id,
    id,
    name,
    wards: theirs,
    badge: badge ?? "",
    isNew: false,
  })),
});

const is = (text: string, word: string) => text.trim().toLowerCase() === word;

/** NaN for what is no number at all, so that the schema refuses it. */
const toNumber = (text: string) => (text.trim() === "" ? Number.NaN : Number(text));
const toMinutes = (text: string) => (is(text, NEVER) ? null : toNumber(text));
const toList = (text: string, separator: RegExp) =>
  is(text, NONE)
    ? []
    : text
        .split(separator)
        .map((item) => item.trim())
        .filter(Boolean);
const toWebhook = (text: string) => (text.trim() === "" || is(text, NONE) ? null : text.trim());

const toPolicy = (draft: PolicyDraft): WardPolicy => ({
  thresholdHours: toNumber(draft.thresholdHours),
  acknowledgedHours: toNumber(draft.acknowledgedHours),
  escalateAfterMinutes: toMinutes(draft.escalateAfterMinutes),
  unviewedMinutes: toMinutes(draft.unviewedMinutes),
  showInitials: draft.showInitials === "yes",
  ...readChannels(draft),
});

/** The channels as they are typed; nothing typed is none. */
export const readChannels = (draft: PolicyDraft): Pick<WardPolicy, "mailTo" | "webhook"> => ({
  mailTo: toList(draft.mailTo, /[,;\s]+/),
  webhook: toWebhook(draft.webhook),
});

/** Only what a ward has otherwise. */
const toOwnPolicy = (draft: PolicyDraft): Partial<WardPolicy> => {
  const whole = toPolicy(draft);
  const names = Object.keys(whole) as (keyof WardPolicy)[];
  const typed = names.filter((name) => draft[name].trim() !== "");
  return Object.fromEntries(typed.map((name) => [name, whole[name]]));
};

const lines = (text: string) =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);

/** The settings that a draft means. Not checked: the schema does that. */
export const fromDraft = ({ policy, wards, counting, staff }: WardDraft): WardSettings => ({
  policy: toPolicy(policy),
  wards: wards.map((row) => ({ ward: row.ward, policy: toOwnPolicy(row) })),
  counting: {
    types: { rule: counting.rule, names: lines(counting.names) },
    statuses: lines(counting.statuses),
  },
  staff: staff.map(({ id, name, wards: theirs, badge }) => ({
    id,
    name,
    wards: theirs,
    ...(badge.trim() && { badge: badge.trim() }),
  })),
});
