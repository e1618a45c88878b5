import { expect, it } from "vitest";
import { openingOf, trimToOpening } from "./trim-hours.ts";

const openingHours = [
  { weekday: 5, opens: "08:30", closes: "12:00" },
  { weekday: 5, opens: "13:00", closes: "18:00" },
  { weekday: 7, opens: "00:00", closes: "24:00" },
];

const hours = (counts: Record<number, number>) =>
  Array.from({ length: 24 }, (_, hour) => ({ startAt: "", n: counts[hour] ?? 0 }));
const labels = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, "0")}:00`);

it("takes a day's first opening and last closing", () => {
  expect(openingOf("2026-11-20", { openingHours })).toEqual({ opens: 510, closes: 1080 });
  expect(openingOf("2026-11-22", { openingHours })).toEqual({ opens: 0, closes: 1440 });
  expect(openingOf("2026-11-21", { openingHours })).toBeNull();
});

it("shows the opening hours and any count outside of them", () => {
  const opening = openingOf("2026-11-20", { openingHours });
  const shown = trimToOpening(hours({ 6: 1, 20: 2 }), labels, opening);
  expect(shown[0]).toEqual({ label: "06:00", n: 1 });
  expect(shown.at(-1)).toEqual({ label: "20:00", n: 2 });
  expect(trimToOpening(hours({}), labels, opening).map(({ label }) => label)).toEqual(
    labels.slice(9, 18),
  );
});

it("drops no count and shows an empty day without opening hours whole", () => {
  expect(trimToOpening(hours({ 3: 2, 9: 1 }), labels, null).map(({ n }) => n)).toEqual([
    2, 0, 0, 0, 0, 0, 1,
  ]);
  expect(trimToOpening(hours({}), labels, null)).toHaveLength(24);
});
