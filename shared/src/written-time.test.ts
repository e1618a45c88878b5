import fc from "fast-check";
import { expect, test } from "vitest";
import { createLocalClock } from "./written-time.ts";

const zones = [
  "Europe/Berlin",
  "America/St_Johns",
  "America/Sao_Paulo",
  "Australia/Lord_Howe",
  "Africa/Casablanca",
  "Africa/Cairo",
  "Asia/Beirut",
  "Pacific/Apia",
  "Asia/Kolkata",
];

const HOUR = 3_600_000;

/** What a wall clock shows at an instant, by the platform's own formatter. */
const formatters = new Map(
  zones.map((timeZone) => [
    timeZone,
    new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" }),
  ]),
);

test("a local time is the earliest instant at which the zone's clocks show it, or none", () => {
  const local = fc.record({
    zone: fc.constantFrom(...zones),
    year: fc.integer({ min: 1995, max: 2035 }),
    // The months in which clocks change, by half hours.
    month: fc.constantFrom(1, 2, 3, 4, 8, 9, 10),
    halfHour: fc.nat({ max: 31 * 48 - 1 }),
  });
  fc.assert(
    fc.property(local, ({ zone, year, month, halfHour }) => {
      const asUtc = Date.UTC(year, month) + (halfHour * HOUR) / 2;
      const text = new Date(asUtc).toISOString().slice(0, 19).replace("T", " ");
      const quarters = Array.from({ length: 28 * 4 + 1 }, (_, index) => index / 4 - 14);
      const shown = quarters
        .map((hours) => asUtc + hours * HOUR)
        .filter((ms) => formatters.get(zone)?.format(ms) === text);
      const found = createLocalClock(zone).instant(text.slice(0, 10), asUtc % (24 * HOUR));
      expect(found).toBe(shown[0] ?? "skipped");
    }),
    { numRuns: 500 },
  );
});

test.each([
  // Clocks went back at midnight: 23:00 came twice on the 17th.
  ["America/Sao_Paulo", "2018-02-17", "23:30", "2018-02-18T01:30:00.000Z"],
  // Clocks went forward at midnight: the day began at 01:00.
  ["America/Sao_Paulo", "2018-11-04", "00:30", "skipped"],
  ["America/Sao_Paulo", "2018-11-04", "01:00", "2018-11-04T03:00:00.000Z"],
  // Half an hour.
  ["Australia/Lord_Howe", "2026-04-05", "01:45", "2026-04-04T14:45:00.000Z"],
  ["Australia/Lord_Howe", "2026-10-04", "02:15", "skipped"],
])("%s %s %s", (zone, day, time, expected) => {
  const found = createLocalClock(zone).instant(day, Date.parse(`1970-01-01T${time}Z`));
  expect(typeof found === "number" ? new Date(found).toISOString() : found).toBe(expected);
});

test("a day begins when its first hour does", () => {
  expect(createLocalClock("America/Sao_Paulo").startOfDay("2018-11-04")).toBe(
    Date.parse("2018-11-04T03:00:00Z"),
  );
  expect(createLocalClock("Europe/Berlin").startOfDay("2026-02-30")).toBe("no-such-date");
});
