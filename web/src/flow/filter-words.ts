import type { FlowFilter } from "@throughline/shared/flow-filter.ts";
import type { SiteSettings } from "@throughline/shared/site.ts";
import { labelFromCode } from "@throughline/shared/station-code.ts";

/** From Monday on, as 1 to 7 count them. */
export const weekdayNames = [
  "Monday",
  "Tuesday",
  "Wednesday",
  "Thursday",
  "Friday",
  "Saturday",
  "Sunday",
];

/** A filter in words: "Urgent, Other · Monday, Friday · arrived 8:00 to 12:00 · open hours only". */
export const describeFilter = (
  { reasons, weekdays, hours, openHours }: FlowFilter,
  known: SiteSettings["reasons"],
): string => {
  const labels = new Map(known.map(({ code, label }) => [code, label]));
  const reason = (code: string) =>
    code === "" ? "no reason given" : (labels.get(code) ?? labelFromCode(code));
  return [
    reasons?.map(reason).join(", "),
    weekdays?.map((weekday) => weekdayNames[weekday - 1]).join(", "),
    hours && `arrived ${hours.from}:00 to ${hours.to}:00`,
    openHours && "open hours only",
  ]
    .filter(Boolean)
    .join(" · ");
};
