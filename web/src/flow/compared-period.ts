import { addDays, daysBetween } from "@throughline/shared/calendar.ts";
import { daySchema } from "@throughline/shared/instant.ts";
import * as z from "zod/mini";

export interface Period {
  from: string;
  to: string;
}

/** What a period is compared with; the named ones move with the period. */
export type Comparison = { kind: "previous" | "week" | "year" } | ({ kind: "days" } & Period);

const names = ["previous", "week", "year"] as const;
const addressNames = ["compare", "compareFrom", "compareTo"];

/** Reads `compare=previous|week|year`, or `compareFrom=&compareTo=`; undefined where nothing is asked. */
export const readComparison = (search: string): Comparison | undefined => {
  const params = new URLSearchParams(search);
  const kind = names.find((name) => name === params.get("compare"));
  if (kind) return { kind };
  const [from, to] = ["compareFrom", "compareTo"].map(
    (name) => z.safeParse(daySchema, params.get(name)).data,
  );
  if (!from || !to) return undefined;
  return from <= to ? { kind: "days", from, to } : { kind: "days", from: to, to: from };
};

/** The search with another comparison, or without one. */
export const writeComparison = (search: string, comparison: Comparison | undefined): string => {
  const params = new URLSearchParams(search);
  for (const name of addressNames) params.delete(name);
  if (comparison?.kind === "days") {
    params.set("compareFrom", comparison.from);
    params.set("compareTo", comparison.to);
  } else if (comparison) params.set("compare", comparison.kind);
  return params.toString();
};

/**
 * The days that a period is compared with. `previous` is as many days right before it; `week` and
 * `year` are the same weekdays of the nearest whole weeks, or spans of 52 weeks, that end before it.
 */
export const comparedPeriod = (period: Period, comparison: Comparison): Period => {
  if (comparison.kind === "days") return { from: comparison.from, to: comparison.to };
  const length = daysBetween(period.from, period.to).length;
  const step = { previous: length, week: 7, year: 364 }[comparison.kind];
  const back = -step * Math.ceil(length / step);
  return { from: addDays(period.from, back), to: addDays(period.to, back) };
};
