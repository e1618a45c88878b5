import { describe, expect, test } from "vitest";
import { figuresSchema, type TransitionFigures } from "../figures.ts";
import { defaultSettings, hoursToMs, type Target } from "../site.ts";
import { visitOf } from "../testing/builders.ts";
import { figuresOf } from "./figures-of.ts";
import { findMissedTargets, meetTarget } from "./meet-target.ts";
import { mergeSummaries } from "./merge-summaries.ts";
import { summariseDay } from "./summarise-day.ts";

const day = "2026-11-20";
const settings = defaultSettings("UTC");

/** Waits from vitals to provider of these minutes and seconds after eight. */
const figuresOfWaits = (waits: string[], targets: Target[]) => {
  const events = waits.flatMap((wait, index) =>
    visitOf(`v${index}`, day, [
      ["vitals", "08:00"],
      ["provider", `08:${wait}`],
    ]),
  );
  const summary = summariseDay(events, {
    day,
    timeZone: "UTC",
    stations: settings.stations,
    visitLimitMs: hoursToMs(12),
    nowMs: Date.parse("2026-12-01T00:00:00Z"),
  });
  return figuresOf(mergeSummaries([summary]), { ...settings, targets, attendance: [] });
};
const target = (changes: Partial<Target> = {}): Target => ({
  from: "vitals",
  to: "provider",
  seconds: 900,
  ...changes,
});

describe("a target", () => {
  test("is met by exactly its seconds and missed by one more", () => {
    const { transitions } = figuresOfWaits(["14:59", "15:00", "15:01", "40:00"], [target()]);
    expect(transitions[0]).toMatchObject({
      n: 4,
      targetSeconds: 900,
      withinTarget: { n: 2, share: 0.5 },
    });
  });

  test("of another transition says nothing of this one", () => {
    const figures = figuresOfWaits(["15:00"], [target({ from: "lab" })]);
    expect(figures.transitions[0]).not.toHaveProperty("withinTarget");
    expect(findMissedTargets(figures)).toEqual([]);
  });

  test("is pointed out below its least share, not at it, and never without one", () => {
    const waits = [...Array(9).fill("10:00"), "20:00"];
    const missed = (minPercent?: number) =>
      findMissedTargets(
        figuresOfWaits(waits, [target(minPercent === undefined ? {} : { minPercent })]),
      );
    expect(missed()).toEqual([]);
    expect(missed(90)).toEqual([]);
    expect(missed(91)).toMatchObject([
      {
        fromCode: "vitals",
        toCode: "provider",
        withinTarget: { n: 9, share: 0.9, minShare: 0.91 },
      },
    ]);
  });

  test("of every whole percent is met by exactly that share", () => {
    const within = (n: number, minPercent: number) => {
      const seconds = { values: [900, 901], counts: [n, 300 - n] };
      const met = meetTarget(seconds, target({ minPercent }));
      return findMissedTargets({ transitions: [met as TransitionFigures] }).length === 0;
    };
    for (let percent = 1; percent < 100; percent++) {
      expect([within(percent * 3, percent), within(percent * 3 - 1, percent)]).toEqual([
        true,
        false,
      ]);
    }
  });

  test("keeps to the schema", () => {
    const figures = figuresOfWaits(["15:00"], [target({ minPercent: 80 })]);
    expect(figuresSchema.parse(figures)).toEqual(figures);
  });
});
