import * as z from "zod/mini";
import { CODE_PATTERN, canonicalCode } from "./station-code.ts";

/** Which visits figures are made of, and whether only open time counts. */
export interface FlowFilter {
  /** Codes of reasons for the visit; `""` stands for none given. */
  reasons?: string[] | undefined;
  /** Of the visit's day: 1 = Monday … 7 = Sunday. */
  weekdays?: number[] | undefined;
  /** Local hours of arrival from `from` to before `to`; over midnight where `from` is the later one. */
  hours?: { from: number; to: number } | undefined;
  /** Seconds outside of the site's opening hours count in no waiting time and no duration. */
  openHours?: boolean | undefined;
}

/** How an address spells "no reason given", for no code can be spelled so. */
const NO_REASON = "-";

const list = <T extends string | number>(
  read: (part: string) => T | undefined,
  problem: string,
  compare?: (a: T, b: T) => number,
) =>
  z.pipe(
    z.string(),
    z.transform((text, context): T[] => {
      const items = text.split(",").map((part) => read(part.trim()));
      if (items.includes(undefined)) {
        context.issues.push({ code: "custom", message: problem, input: text });
        return z.NEVER;
      }
      return [...new Set(items as T[])].sort(compare);
    }),
  );

const readReason = (part: string): string | undefined => {
  if (part === NO_REASON) return "";
  const code = canonicalCode(part);
  return CODE_PATTERN.test(code) ? code : undefined;
};

const readWeekday = (part: string): number | undefined =>
  /^[1-7]$/.test(part) ? Number(part) : undefined;

const hoursSchema = z.pipe(
  z.string().check(
    z.regex(/^(?:1?\d|2[0-3])-(?:1?\d|2[0-4])$/, "hours like 8-12"),
    z.refine((text) => {
      const [from, to] = text.split("-").map(Number);
      return to !== 0 && from !== to;
    }, "hours like 8-12"),
  ),
  z.transform((text): { from: number; to: number } => {
    const [from, to] = text.split("-").map(Number);
    return { from: from as number, to: to as number };
  }),
);

const openHoursSchema = z.pipe(
  z.enum(["true", "false"]),
  z.transform((text): boolean => text === "true"),
);

/** The filter as query parameters: `reasons=urgent,-&weekdays=1,5&hours=8-12&openHours=true`. */
export const flowFilterQuerySchema = z.object({
  reasons: z.optional(list(readReason, "codes like urgent,follow-up")),
  weekdays: z.optional(list(readWeekday, "weekdays from 1 to 7 like 1,5", (a, b) => a - b)),
  hours: z.optional(hoursSchema),
  openHours: z.optional(openHoursSchema),
});

/** The names that a filter has in an address. */
export const flowFilterNames = ["reasons", "weekdays", "hours", "openHours"] as const;

/** The query parameters of a filter, in one spelling; the inverse of `flowFilterQuerySchema`. */
export const writeFlowFilter = ({
  reasons,
  weekdays,
  hours,
  openHours,
}: FlowFilter): [name: (typeof flowFilterNames)[number], value: string][] => {
  const written: ReturnType<typeof writeFlowFilter> = [];
  if (reasons) written.push(["reasons", reasons.map((code) => code || NO_REASON).join(",")]);
  if (weekdays) written.push(["weekdays", weekdays.join(",")]);
  if (hours) written.push(["hours", `${hours.from}-${hours.to}`]);
  if (openHours) written.push(["openHours", "true"]);
  return written;
};

/** Whether a filter changes anything at all. */
export const isFiltering = (filter: FlowFilter): boolean => writeFlowFilter(filter).length > 0;

/** Whether a filter leaves visits out of the days that it takes. */
export const selectsVisits = ({ reasons, hours }: FlowFilter): boolean =>
  reasons !== undefined || hours !== undefined;

/** Whether a filter needs the events; weekdays alone are told from the kept summaries of days. */
export const needsEvents = (filter: FlowFilter): boolean =>
  selectsVisits(filter) || filter.openHours === true;

/** The filter that figures were made by, as their answer says it. */
export const appliedFilterSchema = z.object({
  reasons: z.optional(z.array(z.string())),
  weekdays: z.optional(z.array(z.int())),
  hours: z.optional(z.object({ from: z.int(), to: z.int() })),
  openHours: z.optional(z.boolean()),
  /** Kept summaries outlive their events; a filter that they cannot answer is asked of the events. */
  computedFrom: z.enum(["events", "summaries"]),
  /** Days of the period some of whose events have expired, so that these figures lack them. */
  expiredDays: z.int().check(z.minimum(0)),
});
export type AppliedFilter = z.infer<typeof appliedFilterSchema>;
