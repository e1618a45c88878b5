import type { WardSettings } from "@throughline/shared/ward.ts";

/** What the parts of the ward settings are called. */
export const wardSectionTitles: Record<keyof WardSettings, string> = {
  policy: "All wards",
  wards: "Wards with their own rules",
  counting: "Tests that count",
  staff: "Staff",
};
