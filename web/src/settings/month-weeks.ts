import { addDays } from "@throughline/shared/calendar.ts";

/** A month of the Gregorian calendar, `YYYY-MM`. */
const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

export const isMonth = (text: string): boolean => MONTH.test(text);

const firstOf = (month: string) => `${month}-01`;

/** The month `count` months later (or earlier). */
export const addMonths = (month: string, count: number): string => {
  const [year = 0, number = 1] = month.split("-").map(Number);
  const months = year * 12 + number - 1 + count;
  const inYear = (((months % 12) + 12) % 12) + 1;
  return `${String(Math.floor(months / 12)).padStart(4, "0")}-${String(inYear).padStart(2, "0")}`;
};

/** The first and the last day of a month. */
export const daysOfMonth = (month: string): { from: string; to: string } => ({
  from: firstOf(month),
  to: addDays(firstOf(addMonths(month, 1)), -1),
});

/** The weeks of a month, Monday first; null where a week reaches into another month. */
export const monthWeeks = (month: string): (string | null)[][] => {
  const { from, to } = daysOfMonth(month);
  const weekday = new Date(`${from}T12:00:00.000Z`).getUTCDay() || 7;
  const weeks: (string | null)[][] = [];
  for (let day = addDays(from, 1 - weekday); day <= to; day = addDays(day, 7)) {
    weeks.push(
      Array.from({ length: 7 }, (_, index) => {
        const date = addDays(day, index);
        return date >= from && date <= to ? date : null;
      }),
    );
  }
  return weeks;
};
