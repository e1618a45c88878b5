import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { SiteSettings } from "../site.ts";
import { measureOpenSeconds } from "./open-time.ts";

type OpeningHours = SiteSettings["openingHours"];

const daily = (...spans: [opens: string, closes: string][]): OpeningHours =>
  [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) =>
    spans.map(([opens, closes]) => ({ weekday, opens, closes })),
  );
const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** The open minutes that begin in [fromMs, toMs), each asked of the wall clock by itself. */
const countMinutes = (
  { openingHours, timeZone }: Pick<SiteSettings, "openingHours" | "timeZone">,
  fromMs: number,
  toMs: number,
) => {
  const wall = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  let minutes = 0;
  for (let ms = fromMs; ms < toMs; ms += 60_000) {
    const parts = Object.fromEntries(
      wall.formatToParts(ms).map(({ type, value }) => [type, value]),
    );
    const weekday = weekdays.indexOf(parts.weekday as string) + 1;
    const time = `${parts.hour}:${parts.minute}`;
    const isOpen = openingHours.some(
      (hours) => hours.weekday === weekday && hours.opens <= time && time < hours.closes,
    );
    if (isOpen) minutes += 1;
  }
  return minutes;
};

const at = (text: string) => Date.parse(text);

describe("open seconds", () => {
  test("leave out the night and a closed lunch", () => {
    const seconds = measureOpenSeconds({
      openingHours: daily(["08:00", "12:00"], ["13:00", "18:00"]),
      timeZone: "UTC",
    });
    expect(seconds(at("2026-03-10T11:50:00Z"), at("2026-03-10T13:05:00Z"))).toBe(15 * 60);
    expect(seconds(at("2026-03-10T17:59:00Z"), at("2026-03-11T08:00:30Z"))).toBe(90);
    expect(seconds(at("2026-03-10T19:00:00Z"), at("2026-03-11T07:00:00Z"))).toBe(0);
  });

  test("begin at the opening instant and end at the closing one", () => {
    const seconds = measureOpenSeconds({
      openingHours: daily(["08:00", "18:00"]),
      timeZone: "UTC",
    });
    const opening = at("2026-03-10T08:00:00Z");
    const closing = at("2026-03-10T18:00:00Z");
    expect(seconds(opening - 1, opening)).toBe(0);
    expect(seconds(opening, opening + 1_000)).toBe(1);
    expect(seconds(opening, opening + 999)).toBe(0);
    expect(seconds(closing - 1_000, closing)).toBe(1);
    expect(seconds(closing, closing + 1_000)).toBe(0);
  });

  test("count time that two opening hours share once", () => {
    const openingHours = daily(["08:00", "12:00"], ["10:00", "14:00"], ["14:00", "15:00"]);
    const seconds = measureOpenSeconds({ openingHours, timeZone: "UTC" });
    expect(seconds(at("2026-03-10T00:00:00Z"), at("2026-03-11T00:00:00Z"))).toBe(7 * 3600);
  });

  test("are nothing on a weekday without hours, and all time at a site without any", () => {
    const monday = [{ weekday: 1, opens: "08:00", closes: "18:00" }];
    const tuesday = [at("2026-03-10T00:00:00Z"), at("2026-03-11T00:00:00Z")] as const;
    expect(measureOpenSeconds({ openingHours: monday, timeZone: "UTC" })(...tuesday)).toBe(0);
    expect(measureOpenSeconds({ openingHours: [], timeZone: "UTC" })(...tuesday)).toBe(86_400);
  });

  test("are never negative", () => {
    for (const openingHours of [[], daily(["00:00", "24:00"])]) {
      const seconds = measureOpenSeconds({ openingHours, timeZone: "UTC" });
      expect(seconds(at("2026-03-10T10:00:00Z"), at("2026-03-10T09:00:00Z"))).toBe(0);
    }
  });

  // Clocks that go forward, back, by half an hour, at midnight; a zone off by three quarters.
  test.each([
    ["Europe/Berlin", "2026-03-27T00:00:00Z"],
    ["Europe/Berlin", "2026-10-23T00:00:00Z"],
    ["Australia/Lord_Howe", "2026-04-03T00:00:00Z"],
    ["Africa/Cairo", "2026-04-22T00:00:00Z"],
    ["America/Santiago", "2026-09-04T00:00:00Z"],
    ["Asia/Kathmandu", "2026-11-19T00:00:00Z"],
  ])(
    "are those that a clock on the wall in %s counts, minute by minute, from %s",
    (timeZone, start) => {
      const clock = fc.integer({ min: 0, max: 96 }).map((quarter) => {
        const [hours, minutes] = [Math.floor(quarter / 4), (quarter % 4) * 15];
        return `${String(hours).padStart(2, "0")}:${String(minutes).padStart(2, "0")}`;
      });
      const openingHours = fc.array(
        fc
          .record({ weekday: fc.integer({ min: 1, max: 7 }), opens: clock, closes: clock })
          .filter(({ opens, closes }) => opens < closes),
        { minLength: 1, maxLength: 12 },
      );
      const minute = fc.integer({ min: 0, max: 5 * 24 * 60 });
      fc.assert(
        fc.property(openingHours, minute, minute, (hours, one, other) => {
          const site = { openingHours: hours, timeZone };
          const fromMs = at(start) + Math.min(one, other) * 60_000;
          const toMs = at(start) + Math.max(one, other) * 60_000;
          expect(measureOpenSeconds(site)(fromMs, toMs)).toBe(
            countMinutes(site, fromMs, toMs) * 60,
          );
        }),
        { numRuns: 40 },
      );
    },
  );
});
