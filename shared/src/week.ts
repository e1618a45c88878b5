import { Temporal } from "temporal-polyfill";
import { addDays } from "./calendar.ts";

const WEEK = /^(\d{4})-W(\d\d)$/;

/** The ISO 8601 week of a day: "2026-W47". */
export const weekOf = (day: string): string => {
  const { yearOfWeek, weekOfYear } = Temporal.PlainDate.from(day);
  return `${String(yearOfWeek).padStart(4, "0")}-W${String(weekOfYear).padStart(2, "0")}`;
};

/** Monday to Sunday of an ISO 8601 week; null for what is no week that exists. */
export const daysOfWeek = (week: string): { from: string; to: string } | null => {
  const [, year, number] = WEEK.exec(week) ?? [];
  if (!year) return null;
  // January 4 is always in the first week.
  const fourth = `${year}-01-04`;
  const { dayOfWeek } = Temporal.PlainDate.from(fourth);
  const from = addDays(fourth, 1 - dayOfWeek + (Number(number) - 1) * 7);
  return weekOf(from) === week ? { from, to: addDays(from, 6) } : null;
};
