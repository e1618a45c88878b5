import { describe, expect, test } from "vitest";
import { figuresSchema } from "../figures.ts";
import { defaultSettings, hoursToMs } from "../site.ts";
import { reason, visitOf } from "../testing/builders.ts";
import { figuresOf } from "./figures-of.ts";
import { mergeSummaries } from "./merge-summaries.ts";
import { summariseDay } from "./summarise-day.ts";

const day = "2026-11-20";
const settings = defaultSettings("UTC");
const nowMs = Date.parse("2026-12-01T00:00:00.000Z");

const figures = (
  visits: Record<string, readonly (readonly [string, string])[]>,
  change: Partial<typeof settings> = {},
) => {
  const changed = { ...settings, ...change };
  const events = Object.entries(visits).flatMap(([id, scans]) => visitOf(id, day, scans));
  const summary = summariseDay(events, {
    day,
    timeZone: "UTC",
    stations: changed.stations,
    visitLimitMs: hoursToMs(changed.visitLimitHours),
    nowMs,
  });
  return figuresOf(mergeSummaries([summary]), { ...changed, attendance: [] });
};

/** Three waits from vitals to provider: 10, 20 and 60 minutes. */
const threeWaits = {
  a: [
    ["vitals", "08:00"],
    ["provider", "08:10"],
  ],
  b: [
    ["vitals", "08:00"],
    ["provider", "08:20"],
  ],
  c: [
    ["vitals", "08:00"],
    ["provider", "09:00"],
  ],
} as const;

describe("figures", () => {
  test("of a transition are its n, mean, min, p50, p90 and max", () => {
    const { transitions } = figures(threeWaits);
    expect(transitions).toEqual([
      {
        from: "Vitals",
        to: "Provider",
        fromCode: "vitals",
        toCode: "provider",
        n: 3,
        meanSeconds: 1_800,
        minSeconds: 600,
        p50Seconds: 1_200,
        p90Seconds: 3_120,
        maxSeconds: 3_600,
      },
    ]);
  });

  test("rank bottlenecks by what exceeds the p25, or the target where there is one", () => {
    // p25 of 600, 1,200, 3,600 is 900: (300 + 2,700) / 60.
    expect(figures(threeWaits).bottlenecks).toMatchObject([
      { n: 3, reference: "p25", referenceSeconds: 900, recoverableMinutes: 50 },
    ]);
    const targets = [{ from: "vitals", to: "provider", seconds: 1_000 }];
    expect(figures(threeWaits, { targets }).bottlenecks).toMatchObject([
      { n: 3, reference: "target", referenceSeconds: 1_000, recoverableMinutes: 2_800 / 60 },
    ]);
  });

  test("take all transitions that leave a station as its dwell, also to itself", () => {
    const { dwell } = figures({
      a: [
        ["vitals", "08:00"],
        ["vitals", "08:10"],
        ["lab", "08:40"],
      ],
      b: [
        ["vitals", "08:00"],
        ["provider", "08:20"],
      ],
    });
    expect(dwell).toEqual([
      {
        station: "Vitals",
        code: "vitals",
        n: 3,
        meanSeconds: 1_200,
        p50Seconds: 1_200,
        p90Seconds: 1_680,
      },
    ]);
  });

  test("count missed steps of completed visits, and repeated steps of all", () => {
    const { steps } = figures({
      a: [
        ["entrance", "08:00"],
        ["lab", "08:10"],
        ["lab", "08:20"],
        ["lab", "08:30"],
        ["check-out", "08:40"],
      ],
      b: [["entrance", "08:00"]],
    });
    const step = (code: string) => steps.find((each) => each.code === code);
    expect(steps.map(({ code }) => code)).toEqual(settings.stations.map(({ code }) => code));
    expect(step("entrance")).toMatchObject({ visits: 2, missed: 0, repeated: 0 });
    expect(step("lab")).toMatchObject({ visits: 1, missed: 0, repeated: 1 });
    expect(step("vitals")).toMatchObject({ visits: 0, missed: 1, repeated: 0 });
  });

  test("name unknown stations readably, and leave retired ones out unless passed", () => {
    const stations = settings.stations.map((station) => ({ ...station, retired: true }));
    const { steps } = figures(
      { a: [["eye-clinic", "08:00"]], b: [["lab", "08:00"]] },
      { stations },
    );
    expect(steps.map(({ station }) => station)).toEqual(["Lab", "Eye clinic"]);
  });

  test("list the twenty most frequent paths and tell how many there are", () => {
    const visits: Record<string, readonly (readonly [string, string])[]> = {};
    for (let i = 0; i < 25; i++) visits[`v${i}`] = new Array(i + 1).fill(["lab", "08:00"]);
    visits.again = [["lab", "09:00"]];
    const { paths, distinctPaths } = figures(visits);
    expect(distinctPaths).toBe(25);
    expect(paths).toHaveLength(20);
    expect(paths[0]).toEqual({ stations: ["Lab"], codes: ["lab"], n: 2 });
  });

  test("count the latest reason of each visit, and visits without one", () => {
    const at = `${day}T08:00:00.000Z`;
    const events = ["a", "b", "c", "d"].flatMap((id) => visitOf(id, day, [["lab", "08:00"]]));
    const summary = summariseDay(
      [...events, reason("a", "urgent", at), reason("b", "urgent", at), reason("c", "gone", at)],
      { day, timeZone: "UTC", stations: settings.stations, visitLimitMs: 1, nowMs },
    );
    const period = mergeSummaries([summary]);
    expect(figuresOf(period, { ...settings, attendance: [] }).reasons).toEqual([
      { code: "urgent", label: "Urgent", n: 2 },
      { code: "", label: "", n: 1 },
      { code: "gone", label: "Gone", n: 1 },
    ]);
  });

  test("have no share of nobody", () => {
    const attendance = [{ day, people: 0 }];
    const period = mergeSummaries([]);
    expect(figuresOf(period, { ...settings, attendance }).quality.coverage).toBeNull();
    const counted = { ...period, days: [{ day, visits: 2 }] };
    expect(figuresOf(counted, { ...settings, attendance }).quality.coverage).toEqual({
      people: 0,
      visits: 2,
      share: null,
    });
  });

  test("keep to their schema", () => {
    const answer = figures(threeWaits);
    expect(figuresSchema.parse(answer)).toEqual(answer);
  });
});
