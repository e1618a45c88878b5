import { describe, expect, test } from "vitest";
import { addDays, dayBounds } from "../calendar.ts";
import type { Event } from "../event.ts";
import { flowDaySchema, flowRangeSchema } from "../figures.ts";
import { defaultSettings, hoursToMs } from "../site.ts";
import { end, scan, visitOf } from "../testing/builders.ts";
import { simulateHospitalDay } from "../testing/hospital-day.ts";
import { type FlowContext, flowDay } from "./flow-day.ts";
import { flowRange } from "./flow-range.ts";
import { summariseDay } from "./summarise-day.ts";

const contextOf = (timeZone: string, now: string): FlowContext => ({
  settings: defaultSettings(timeZone),
  attendance: [],
  nowMs: Date.parse(now),
});

const summarise = (day: string, events: readonly Event[], { settings, nowMs }: FlowContext) =>
  summariseDay(events, {
    day,
    timeZone: settings.timeZone,
    stations: settings.stations,
    visitLimitMs: hoursToMs(settings.visitLimitHours),
    nowMs,
  });

const later = "2027-01-01T00:00:00.000Z";

describe("a day's answer", () => {
  test.each([
    ["Europe/Berlin", "2026-03-29", 23, "2026-03-28T23:00:00.000Z"],
    ["Europe/Berlin", "2026-10-25", 25, "2026-10-24T22:00:00.000Z"],
    ["Australia/Lord_Howe", "2026-04-05", 24, "2026-04-04T13:00:00.000Z"],
    ["Asia/Kathmandu", "2026-11-20", 24, "2026-11-19T18:15:00.000Z"],
    ["Africa/Cairo", "2026-04-24", 23, "2026-04-23T22:00:00.000Z"],
  ])("has the clinic hours of %s on %s", (timeZone, day, hours, startAt) => {
    const context = contextOf(timeZone, later);
    const { startMs, endMs } = dayBounds(day, timeZone);
    const events: Event[] = [];
    for (let ms = startMs, i = 0; ms < endMs; ms += 900_000, i++) {
      events.push(scan(`visit-${i}`, "entrance", new Date(ms).toISOString()));
    }
    const answer = flowDay(summarise(day, events, context), [], context);
    expect(flowDaySchema.parse(answer)).toEqual(answer);
    expect(answer.arrivals).toHaveLength(hours);
    expect(answer.arrivals[0]?.startAt).toBe(startAt);
    expect(answer.census).toHaveLength((endMs - startMs) / 900_000);
    // Independently, by the wall clock of each scan.
    const wall = new Intl.DateTimeFormat("en-US", { timeZone, hour: "numeric", hourCycle: "h23" });
    const expected: Record<string, number> = {};
    for (let hour = 0; hour < 24; hour++) expected[hour] = 0;
    for (const { at } of events) {
      const hour = Number(wall.format(new Date(at)));
      expected[hour] = (expected[hour] ?? 0) + 1;
    }
    expect(answer.arrivalsByHour).toEqual(expected);
    expect(answer.arrivals.reduce((sum, { n }) => sum + n, 0)).toBe(answer.visits);
  });

  test("tells the two hours of the same name on a 25-hour day apart", () => {
    const context = contextOf("Europe/Berlin", later);
    const day = "2026-10-25";
    const events = [
      scan("a", "entrance", "2026-10-25T00:30:00.000Z"), // 02:30 summer time
      scan("b", "entrance", "2026-10-25T01:30:00.000Z"), // 02:30 winter time
      scan("c", "entrance", "2026-10-25T01:45:00.000Z"),
    ];
    const answer = flowDay(summarise(day, events, context), [], context);
    expect(answer.arrivalsByHour["2"]).toBe(3);
    expect(answer.arrivals.filter(({ n }) => n > 0)).toEqual([
      { startAt: "2026-10-25T00:00:00.000Z", n: 1 },
      { startAt: "2026-10-25T01:00:00.000Z", n: 2 },
    ]);
  });

  test("counts a visit that began just before its day in the first hour of the day", () => {
    const context = contextOf("UTC", later);
    const events = [scan("a", "entrance", "2026-11-19T23:58:00.000Z")];
    const answer = flowDay(summarise("2026-11-20", events, context), [], context);
    expect(answer.arrivals[0]?.n).toBe(1);
    expect(answer.arrivalsByHour["23"]).toBe(1);
  });

  test("is closed five minutes after the visit limit, when no visit is open", () => {
    const summaryAt = (now: string, events: readonly Event[]) => {
      const context = contextOf("UTC", now);
      return flowDay(summarise("2026-11-20", events, context), [], context).closed;
    };
    expect(summaryAt("2026-11-21T12:04:59.999Z", [])).toBe(false);
    expect(summaryAt("2026-11-21T12:05:00.000Z", [])).toBe(true);
    const late = [scan("a", "entrance", "2026-11-21T00:05:00.001Z")];
    expect(summaryAt("2026-11-21T12:05:00.000Z", late)).toBe(false);
    expect(summaryAt("2026-11-21T12:05:00.002Z", late)).toBe(true);
  });

  test("without scans is zeros, and nulls for what nothing has", () => {
    const context = contextOf("UTC", later);
    const answer = flowDay(summarise("2026-11-20", [], context), [], context);
    expect(flowDaySchema.parse(answer)).toEqual(answer);
    expect(answer).toMatchObject({
      visits: 0,
      scans: 0,
      durationSeconds: { n: 0, mean: null, p50: null, p90: null },
      durationWithUnfinished: { n: 0, completed: 0, p50: null },
      transitions: [],
      bottlenecks: [],
    });
    expect(answer.arrivals).toHaveLength(24);
    expect(answer.census).toHaveLength(96);
  });

  test("of one scan is one visit that has no duration but zero", () => {
    const context = contextOf("UTC", later);
    const events = visitOf("a", "2026-11-20", [["entrance", "08:00"]]);
    const answer = flowDay(summarise("2026-11-20", events, context), [], context);
    expect(answer).toMatchObject({ visits: 1, abandoned: 1, durationSeconds: { n: 1, p50: 0 } });
    expect(answer.durationWithUnfinished).toEqual({ n: 1, completed: 0, p50: null });
  });
});

describe("the census", () => {
  const day = "2026-11-20";
  const inside = (answer: ReturnType<typeof flowDay>) =>
    Object.fromEntries(
      answer.census.filter(({ n }) => n > 0).map(({ at, n }) => [at.slice(11, 16), n]),
    );

  test("has a visit inside from its first scan until its last", () => {
    const context = contextOf("UTC", later);
    const events = [
      ...visitOf("a", day, [
        ["entrance", "08:00"],
        ["check-out", "09:00"],
      ]),
      ...visitOf("b", day, [
        ["entrance", "08:00:01"],
        ["check-out", "08:30:01"],
      ]),
    ];
    expect(inside(flowDay(summarise(day, events, context), [], context))).toEqual({
      "08:00": 1,
      "08:15": 2,
      "08:30": 2,
      "08:45": 1,
    });
  });

  test("has open visits inside up to now, and goes no further", () => {
    const context = contextOf("UTC", `${day}T08:45:00.000Z`);
    const events = visitOf("a", day, [
      ["entrance", "08:05"],
      ["vitals", "08:10"],
    ]);
    const answer = flowDay(summarise(day, events, context), [], context);
    expect(inside(answer)).toEqual({ "08:15": 1, "08:30": 1, "08:45": 1 });
    expect(answer.census.at(-1)?.at).toBe(`${day}T08:45:00.000Z`);
  });

  test("of a day to come is empty", () => {
    const context = contextOf("UTC", "2026-11-19T23:59:59.999Z");
    expect(flowDay(summarise(day, [], context), [], context).census).toEqual([]);
  });

  test.each([
    ["UTC", "2026-11-20", "2026-11-19T23:30:00.000Z", "2026-11-20T01:00:00.000Z", 4],
    // A day of 23 hours and one of 23.5 came before.
    ["Europe/Berlin", "2026-03-30", "2026-03-29T21:30:00.000Z", "2026-03-29T22:20:00.000Z", 2],
    [
      "Australia/Lord_Howe",
      "2026-10-05",
      "2026-10-04T12:30:00.000Z",
      "2026-10-04T13:20:00.000Z",
      2,
    ],
  ])(
    "counts who came the day before and is still inside (%s)",
    (timeZone, on, from, to, quarters) => {
      const context = contextOf(timeZone, later);
      const night = [scan("a", "entrance", from), scan("a", "lab", to), end("a", to)];
      const previous = summarise(addDays(on, -1), night, context);
      const { census } = flowDay(summarise(on, [], context), [previous], context);
      expect(census.map(({ n }) => n).slice(0, quarters + 1)).toEqual([
        ...new Array(quarters).fill(1),
        0,
      ]);
      expect(census.reduce((sum, { n }) => sum + n, 0)).toBe(quarters);
    },
  );

  test("counts a visit of days ago until its last scan, and no longer", () => {
    // 25 October has 25 hours in Berlin.
    const context = contextOf("Europe/Berlin", later);
    const stay = [
      scan("a", "entrance", "2026-10-23T07:00:00.000Z"),
      scan("a", "lab", "2026-10-26T22:45:00.000Z"),
    ];
    const began = summarise("2026-10-23", stay, context);
    const on = (each: string) =>
      flowDay(summarise(each, [], context), [began], context).census.map(({ n }) => n);
    expect(on("2026-10-24")).toEqual(new Array(96).fill(1));
    expect(on("2026-10-25")).toEqual(new Array(100).fill(1));
    // 22:45 UTC is 23:45 in winter: the very instant of the last scan.
    expect(on("2026-10-26")).toEqual([...new Array(95).fill(1), 0]);
    expect(on("2026-10-27")).toEqual(new Array(96).fill(0));
  });

  test("has everybody who is open inside now, whichever day they began on", () => {
    const context = contextOf("UTC", `${day}T08:30:00.000Z`);
    const before = addDays(day, -1);
    const night = summarise(before, [scan("a", "lab", `${before}T23:00:00.000Z`)], context);
    const today = summarise(
      day,
      [
        scan("b", "entrance", `${day}T08:00:00.000Z`),
        scan("c", "check-out", `${day}T08:00:00.000Z`),
      ],
      context,
    );
    const answer = flowDay(today, [night], context);
    expect(answer).toMatchObject({ open: 1, inside: 2 });
    expect(answer.census.at(-1)).toEqual({ at: `${day}T08:30:00.000Z`, n: 2 });
    const at = (now: string) => flowDay(today, [night], contextOf("UTC", now)).inside;
    expect(at(`${before}T23:59:59.999Z`)).toBeNull();
    expect(at(`${day}T00:00:00.000Z`)).toBe(2);
    expect(at(`${day}T23:59:59.999Z`)).toBe(2);
    expect(at("2026-11-21T00:00:00.000Z")).toBeNull();
  });

  test("agrees with counting every visit at every quarter of an hour", () => {
    const context = contextOf("Europe/Berlin", "2026-11-20T14:07:00.000Z");
    const before = addDays(day, -1);
    const [yesterday, today] = [before, day].map((each, seed) =>
      simulateHospitalDay({ seed, scans: 1_500, day: each, timeZone: "Europe/Berlin" }).filter(
        (event) =>
          Date.parse(event.at) <= context.nowMs &&
          !event.test &&
          event.type === "scan" &&
          !event.timeUnknown,
      ),
    ) as [Event[], Event[]];
    const visits = new Map<string, Event[]>();
    for (const event of [...yesterday, ...today]) {
      visits.set(event.visitId, [...(visits.get(event.visitId) ?? []), event]);
    }
    const { census } = flowDay(
      summarise(day, today, context),
      [summarise(before, yesterday, context)],
      context,
    );
    for (const { at, n } of census) {
      const ms = Date.parse(at);
      let expected = 0;
      for (const scans of visits.values()) {
        const times = scans.map((event) => Date.parse(event.at));
        const left = scans.some((event) => event.type === "scan" && event.station === "check-out");
        const last = Math.max(...times);
        const open = !left && context.nowMs - last <= 12 * 3_600_000;
        if (Math.min(...times) <= ms && (open || ms < last)) expected++;
      }
      expect([at, n]).toEqual([at, expected]);
    }
    expect(Math.max(...census.map(({ n }) => n))).toBeGreaterThan(20);
  });
});

describe("a range's answer", () => {
  test("has one line for each of its days, and the figures of all", () => {
    const context = {
      ...contextOf("UTC", "2026-11-21T10:00:00.000Z"),
      attendance: [
        { day: "2026-11-18", people: 3 },
        { day: "2026-11-20", people: 0 },
        { day: "2026-12-24", people: 50 },
      ],
    };
    const twoVisits = summarise(
      "2026-11-18",
      [
        ...visitOf("a", "2026-11-18", [
          ["entrance", "08:00"],
          ["check-out", "08:10"],
        ]),
        ...visitOf("b", "2026-11-18", [
          ["entrance", "08:00"],
          ["check-out", "08:20"],
        ]),
      ],
      context,
    );
    const range = { from: "2026-11-17", to: "2026-11-20" };
    const answer = flowRange([twoVisits], range, context);
    expect(flowRangeSchema.parse(answer)).toEqual(answer);
    expect(
      answer.days.map(({ day, visits, p50Seconds, closed }) => [day, visits, p50Seconds, closed]),
    ).toEqual([
      ["2026-11-17", 0, null, true],
      ["2026-11-18", 2, 900, true],
      ["2026-11-19", 0, null, true],
      ["2026-11-20", 0, null, false],
    ]);
    expect(answer).toMatchObject({ ...range, visits: 2, durationSeconds: { n: 2, mean: 900 } });
    expect(answer.quality.coverage).toEqual({ people: 3, visits: 2, share: 2 / 3 });
  });
});
