import fc from "fast-check";
import { expect, it } from "vitest";
import { addMonths, daysOfMonth, monthWeeks } from "./month-weeks.ts";

it("lays out February 2026, which begins on a Sunday", () => {
  const weeks = monthWeeks("2026-02");
  expect(weeks[0]).toEqual([null, null, null, null, null, null, "2026-02-01"]);
  expect(weeks.at(-1)?.[5]).toBe("2026-02-28");
  expect(weeks.at(-1)?.[6]).toBeNull();
  expect(monthWeeks("2027-02")).toHaveLength(4);
});

it("holds every day of a month once, each under its weekday", () => {
  const month = fc
    .record({ year: fc.integer({ min: 1990, max: 2100 }), number: fc.integer({ min: 1, max: 12 }) })
    .map(({ year, number }) => `${year}-${String(number).padStart(2, "0")}`);
  fc.assert(
    fc.property(month, (given) => {
      const weeks = monthWeeks(given);
      const days = weeks.flat().filter((day) => day !== null);
      const length = new Date(Number(given.slice(0, 4)), Number(given.slice(5)), 0).getDate();
      expect(days).toHaveLength(length);
      expect([...new Set(days)].sort()).toEqual(days);
      for (const week of weeks) {
        week.forEach((day, index) => {
          if (day) expect(new Date(`${day}T00:00:00Z`).getUTCDay()).toBe((index + 1) % 7);
        });
      }
      expect(days[0]).toBe(daysOfMonth(given).from);
      expect(days.at(-1)).toBe(daysOfMonth(given).to);
    }),
  );
});

it("steps over the turn of the year", () => {
  expect(addMonths("2026-12", 1)).toBe("2027-01");
  expect(addMonths("2026-01", -1)).toBe("2025-12");
  expect(addMonths("2026-05", -17)).toBe("2024-12");
});
