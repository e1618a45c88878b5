import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays } from "./calendar.ts";
import { daysOfWeek, weekOf } from "./week.ts";

// ISO 8601's own examples and the years of 53 weeks.
test.each([
  ["2026-11-21", "2026-W47"],
  ["2008-12-29", "2009-W01"],
  ["2010-01-03", "2009-W53"],
  ["2020-12-31", "2020-W53"],
  ["2021-01-04", "2021-W01"],
])("%s is in %s", (day, week) => {
  expect(weekOf(day)).toBe(week);
});

test.each(["2026-W54", "2026-W00", "2021-W53", "2026-47", "W47", ""])("%j is no week", (week) => {
  expect(daysOfWeek(week)).toBeNull();
});

test("a week is the seven days that are in it, from Monday", () => {
  fc.assert(
    fc.property(fc.integer({ min: -20_000, max: 40_000 }), (count) => {
      const day = addDays("1999-12-31", count);
      const days = daysOfWeek(weekOf(day));
      expect(days && days.from <= day && day <= days.to).toBe(true);
      expect(new Date(`${days?.from}T12:00:00Z`).getUTCDay()).toBe(1);
      expect(days?.to).toBe(addDays(days?.from ?? "", 6));
    }),
  );
});
