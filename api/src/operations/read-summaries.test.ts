import { randomBytes } from "node:crypto";
import { canonicalSummary } from "@throughline/shared/analytics/day-summary.ts";
import { summariseDay } from "@throughline/shared/analytics/summarise-day.ts";
import type { Event } from "@throughline/shared/event.ts";
import { type FlowDay, flowDaySchema, flowRangeSchema } from "@throughline/shared/figures.ts";
import { defaultSettings, hoursToMs } from "@throughline/shared/site.ts";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Store } from "../store/create-store.ts";
import { createPhone, iso } from "../testing/phone.ts";
import { type AppUnderTest, startApp } from "../testing/start-app.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = "2026-03-10";
const MORNING = Date.parse("2026-03-10T08:00:00.000Z");
/** The day's end and the visit limit of 12 hours. */
const LATE = Date.parse("2026-03-11T12:00:00.000Z");
/** Summaries wait 5 minutes longer. */
const SETTLED = LATE + 5 * MINUTE;

let sut: AppUnderTest;
/** Calls that a test wants to see fail or to watch. */
let beforeRaise: () => void = () => {};
let reads: string[] = [];

const watch = (store: Store): Store => ({
  ...store,
  events: {
    ...store.events,
    readDay: (site, day, options) => {
      reads.push(day);
      return store.events.readDay(site, day, options);
    },
  },
  generations: {
    ...store.generations,
    raise: async (site, day) => {
      beforeRaise();
      return store.generations.raise(site, day);
    },
  },
});

beforeEach(async () => {
  beforeRaise = () => {};
  sut = await startApp({ nowMs: MORNING, wrapStore: watch });
  await sut.addSite("main");
  reads = [];
});
afterEach(() => sut.close());

const pushVisit = async (visit: number, startMs: number, stations: string[], sentMs: number) => {
  sut.clock.nowMs = sentMs;
  const phone = createPhone({ visit, visitDay: DAY, startedMs: startMs });
  const entries = stations.map((station, index) =>
    phone.scan(startMs + index * 7 * MINUTE, station),
  );
  return sut.anyone("POST", "/api/v1/public/sites/main/scans", phone.push(sentMs, entries));
};

const askDay = async (nowMs: number, day = DAY): Promise<FlowDay> => {
  sut.clock.nowMs = nowMs;
  const answer = await sut.staff("GET", `/api/v1/sites/main/flow/days/${day}`);
  expect(answer.status).toBe(200);
  return flowDaySchema.parse(await answer.json());
};

const stored = async (day = DAY) =>
  (await sut.store.summaries.readRange("main", day, day)).get(day);

/** A full recomputation from the raw events, apart from everything that is kept. */
const recompute = async (nowMs: number, day = DAY) => {
  const { events } = await sut.store.events.readDay("main", day, { nowMs, consistent: true });
  const settings = await sut.store.settings.readFresh("main");
  return canonicalSummary(
    summariseDay([...events].reverse(), {
      day,
      timeZone: settings?.timeZone ?? "",
      stations: settings?.stations ?? [],
      visitLimitMs: hoursToMs(settings?.visitLimitHours ?? 0),
      nowMs,
    }),
  );
};

describe("a day", () => {
  test("without scans has zeros and nulls, whenever it is", async () => {
    for (const day of ["2026-03-09", DAY, "2026-03-11", "1999-01-01", "2999-12-31"]) {
      const figures = await askDay(MORNING, day);
      expect(figures).toMatchObject({
        day,
        visits: 0,
        scans: 0,
        durationSeconds: { n: 0, mean: null, p50: null, p90: null },
        durationWithUnfinished: { n: 0, p50: null },
        transitions: [],
      });
      expect(Object.values(figures.arrivalsByHour)).toEqual(new Array(24).fill(0));
    }
  });

  test("has 23 or 25 clinic hours when the clocks change", async () => {
    await sut.addSite("berlin", { timeZone: "Europe/Berlin" });
    for (const [day, hours] of [
      ["2026-03-29", 23],
      ["2026-03-30", 24],
      ["2026-10-25", 25],
    ] as const) {
      const answer = await sut.staff("GET", `/api/v1/sites/berlin/flow/days/${day}`);
      expect(flowDaySchema.parse(await answer.json()).arrivals).toHaveLength(hours);
    }
  });

  test.each(["2026-02-30", "2026-3-1", "today", "1899-12-31", "3000-01-01"])(
    "that is none is 400: %s",
    async (day) => {
      const answer = await sut.staff("GET", `/api/v1/sites/main/flow/days/${day}`);
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({ error: { details: { field: "day" } } });
    },
  );

  test("shows a scan as soon as it is answered", async () => {
    expect((await askDay(MORNING)).scans).toBe(0);
    await pushVisit(1, MORNING, ["entrance"], MORNING);
    expect(await askDay(MORNING)).toMatchObject({ scans: 1, open: 1, closed: false });
  });
});

describe("the summary of a closed day", () => {
  test("is kept 5 minutes after the visit limit, and then read instead of the events", async () => {
    await pushVisit(1, MORNING, ["entrance", "lab", "check-out"], MORNING + HOUR);
    expect((await askDay(SETTLED - 1)).closed).toBe(false);
    expect(await stored()).toBeUndefined();
    expect((await askDay(SETTLED)).closed).toBe(true);
    expect((await stored())?.text).toBe(await recompute(SETTLED));
    reads = [];
    expect(await askDay(SETTLED + HOUR)).toMatchObject({ visits: 1, completed: 1 });
    expect(reads).toEqual([]);
  });

  test("waits while a visit of the day still goes on", async () => {
    const evening = Date.parse("2026-03-10T23:50:00.000Z");
    await pushVisit(1, evening, ["entrance"], evening);
    sut.clock.nowMs = LATE - HOUR;
    const phone = createPhone({ visit: 1, visitDay: DAY, startedMs: evening });
    phone.scan(evening, "entrance");
    const next = phone.scan(LATE - HOUR, "lab");
    const body = phone.push(LATE - HOUR, [next]);
    expect((await sut.anyone("POST", "/api/v1/public/sites/main/scans", body)).status).toBe(200);
    // Its last scan was an hour before the visit limit of the day, so it is open for 11 more.
    expect(await askDay(SETTLED)).toMatchObject({ open: 1, closed: false });
    expect(await stored()).toBeUndefined();
    const end = LATE - HOUR + 12 * HOUR + 1;
    expect(await askDay(end)).toMatchObject({ open: 0, abandoned: 1, closed: true });
    expect(await stored()).toBeDefined();
  });

  test("of an empty day is kept too", async () => {
    await askDay(SETTLED);
    expect((await stored())?.generation).toBe(0);
    reads = [];
    await askDay(SETTLED);
    expect(reads).toEqual([]);
  });

  test("is rebuilt after a late event, to the same bytes as a full recomputation", async () => {
    await pushVisit(1, MORNING, ["entrance", "lab", "check-out"], MORNING + HOUR);
    await askDay(SETTLED);
    const before = await stored();
    await pushVisit(2, MORNING, ["entrance", "imr", "check-out"], SETTLED + HOUR);
    expect(await askDay(SETTLED + 2 * HOUR)).toMatchObject({ visits: 2, completed: 2 });
    const after = await stored();
    expect([before?.generation, after?.generation]).toEqual([0, 1]);
    expect(after?.text).toBe(await recompute(SETTLED + 9 * HOUR));
    expect(after?.text).not.toBe(before?.text);
  });

  test("an event is late from the end of the shortest visit limit on, and raises once a push", async () => {
    const shortest = LATE - 11 * HOUR;
    await pushVisit(1, MORNING, ["entrance", "lab", "check-out"], shortest - 1);
    expect(await sut.store.generations.read("main", DAY)).toBe(0);
    await pushVisit(2, MORNING, ["entrance", "lab", "check-out"], shortest);
    expect(await sut.store.generations.read("main", DAY)).toBe(1);
  });

  test("counts what came while the visit limit was longer for a while", async () => {
    const limit = async (visitLimitHours: number) => {
      const { version, ...settings } = { ...(await sut.store.settings.readFresh("main")) };
      const body = { version, settings: { ...settings, visitLimitHours } };
      expect((await sut.staff("PUT", "/api/v1/sites/main/settings", body)).status).toBe(200);
    };
    await pushVisit(1, MORNING, ["entrance", "check-out"], MORNING + HOUR);
    expect((await askDay(SETTLED)).visits).toBe(1);
    await limit(24);
    await pushVisit(2, MORNING, ["entrance", "check-out"], SETTLED + HOUR);
    await limit(12);
    expect((await askDay(SETTLED + 2 * HOUR)).visits).toBe(2);
  });

  test("heals when the server stopped between a late event and its raise", async () => {
    await pushVisit(1, MORNING, ["entrance", "check-out"], MORNING + HOUR);
    await askDay(SETTLED);
    beforeRaise = () => {
      beforeRaise = () => {};
      throw new Error("stopped here");
    };
    const crash = await pushVisit(2, MORNING, ["entrance", "check-out"], SETTLED + HOUR);
    expect(crash.status).toBe(500);
    expect((await askDay(SETTLED + HOUR)).visits).toBe(1);
    const retry = await pushVisit(2, MORNING, ["entrance", "check-out"], SETTLED + HOUR + MINUTE);
    const { results } = (await retry.json()) as { results: { status: string }[] };
    expect(results.map(({ status }) => status)).toEqual(["duplicate", "duplicate"]);
    expect((await askDay(SETTLED + 2 * HOUR)).visits).toBe(2);
    expect((await stored())?.text).toBe(await recompute(SETTLED + 3 * HOUR));
  });

  test("never replaces one of a later generation", async () => {
    const write = (generation: number, text: string) =>
      sut.store.summaries.write("main", DAY, {
        generation,
        text,
        basis: "any",
        completeUntil: undefined,
      });
    await write(2, "two");
    await write(1, "one");
    expect((await stored())?.text).toBe("two");
    await write(2, "two again");
    expect((await stored())?.text).toBe("two again");
    await write(3, "three");
    expect((await stored())?.text).toBe("three");
  });

  test("is rebuilt when the settings that shape it change", async () => {
    await pushVisit(1, MORNING, ["entrance", "lab"], MORNING + HOUR);
    expect(await askDay(SETTLED)).toMatchObject({ completed: 0, abandoned: 1 });
    const { version, ...settings } = { ...(await sut.store.settings.readFresh("main")) };
    const stations = settings.stations?.map((station) =>
      station.code === "lab" ? { ...station, kind: "exit" } : station,
    );
    const body = { version, settings: { ...settings, stations } };
    expect((await sut.staff("PUT", "/api/v1/sites/main/settings", body)).status).toBe(200);
    expect(await askDay(SETTLED)).toMatchObject({ completed: 1, abandoned: 0 });
    expect((await stored())?.text).toBe(await recompute(SETTLED));
  });

  test.each([
    ["by its bytes", 500_000],
    ["by its length alone", 3_000_000],
  ])("too large for an item is not kept: %s", async (_, length) => {
    const text = randomBytes(length).toString("base64").slice(0, length);
    const summary = { generation: 0, text, basis: "any", completeUntil: undefined };
    await sut.store.summaries.write("main", DAY, summary);
    expect(await stored()).toBeUndefined();
    await sut.store.summaries.write("main", DAY, { ...summary, text: text.slice(0, 400_000) });
    expect((await stored())?.text).toBe(text.slice(0, 400_000));
  });
});

describe("retention", () => {
  const keepFor = async (retentionDays: number | null) => {
    const settings = { ...defaultSettings("UTC"), retentionDays };
    const { version = 0 } = (await sut.store.settings.readFresh("main")) ?? {};
    const saved = await sut.store.settings.save("main", version, settings);
    expect(saved).not.toBe("conflict");
  };
  const RECEIVED = MORNING + HOUR;
  const EXPIRED = RECEIVED + 5 * 24 * HOUR;

  test("counts from the receipt, and reads leave out what has expired", async () => {
    await keepFor(5);
    await pushVisit(1, MORNING, ["entrance"], RECEIVED);
    const read = async (nowMs: number) =>
      (await sut.store.events.readDay("main", DAY, { nowMs, consistent: true })).events.length;
    expect(await read(EXPIRED - 1)).toBe(1);
    expect(await read(EXPIRED)).toBe(0);
  });

  test("a summary outlives its events and is not rebuilt without them", async () => {
    await keepFor(5);
    await pushVisit(1, MORNING, ["entrance", "check-out"], RECEIVED);
    await pushVisit(3, MORNING, ["entrance", "check-out"], RECEIVED);
    expect((await askDay(SETTLED)).visits).toBe(2);
    // A late event of another visit, after the events of the first are gone.
    await pushVisit(2, MORNING, ["entrance", "check-out"], EXPIRED + HOUR);
    expect(await sut.store.generations.read("main", DAY)).toBe(1);
    expect((await askDay(EXPIRED + 2 * HOUR)).visits).toBe(2);
    // Nor when the settings that shape it change.
    const { version, ...settings } = { ...(await sut.store.settings.readFresh("main")) };
    const body = { version, settings: { ...settings, visitLimitHours: 6 } };
    expect((await sut.staff("PUT", "/api/v1/sites/main/settings", body)).status).toBe(200);
    expect((await askDay(EXPIRED + 3 * HOUR)).visits).toBe(2);
  });

  test("a summary is rebuilt up to an hour before its first event expires", async () => {
    await keepFor(5);
    await pushVisit(1, MORNING, ["entrance", "check-out"], RECEIVED);
    await askDay(SETTLED);
    await pushVisit(2, MORNING, ["entrance", "check-out"], EXPIRED - 2 * HOUR);
    expect((await askDay(EXPIRED - HOUR)).visits).toBe(1);
    expect((await askDay(EXPIRED - HOUR - 1)).visits).toBe(2);
    expect((await askDay(EXPIRED - HOUR)).visits).toBe(2);
  });

  test("history that is imported into a long closed day counts, for it expires from its import", async () => {
    await keepFor(5);
    const much = EXPIRED + 100 * 24 * HOUR;
    expect((await askDay(much)).visits).toBe(0);
    const at = iso(MORNING);
    const rows = [{ line: 2, case: "a", caseStartedAt: at, activity: "Lab", at, occurrence: 0 }];
    const answer = await sut.staff("POST", "/api/v1/sites/main/event-log", { rows });
    expect(await answer.json()).toMatchObject({ stored: 1 });
    expect((await askDay(much)).visits).toBe(1);
  });
});

describe("a range", () => {
  const askRange = async (query: string) => {
    const answer = await sut.staff("GET", `/api/v1/sites/main/flow?${query}`);
    return { status: answer.status, json: await answer.json() };
  };

  test("merges kept summaries, days that go on, and days without anything", async () => {
    await pushVisit(1, MORNING, ["entrance", "lab", "check-out"], MORNING + HOUR);
    await askDay(SETTLED);
    const today = Date.parse("2026-03-11T12:05:00.000Z");
    const phone = createPhone({ visit: 2, visitDay: "2026-03-11", startedMs: today });
    const body = phone.push(today, [phone.scan(today, "entrance")]);
    await sut.anyone("POST", "/api/v1/public/sites/main/scans", body);
    const { status, json } = await askRange("from=2026-03-09&to=2026-03-12");
    expect(status).toBe(200);
    const range = flowRangeSchema.parse(json);
    expect(range).toMatchObject({ visits: 2, scans: 4, completed: 1, open: 1 });
    expect(range.days.map(({ visits, closed }) => [visits, closed])).toEqual([
      [0, true],
      [1, true],
      [1, false],
      [0, false],
    ]);
  });

  test("is compared with another", async () => {
    await pushVisit(1, MORNING, ["entrance", "check-out"], MORNING + HOUR);
    const both = "from=2026-03-10&to=2026-03-10&compareFrom=2026-03-01&compareTo=2026-03-02";
    const { json } = await askRange(both);
    expect(json).toMatchObject({ visits: 1, compare: { visits: 0, from: "2026-03-01" } });
    const half = await askRange("from=2026-03-10&to=2026-03-10&compareFrom=2026-03-01");
    expect(half).toMatchObject({ status: 400, json: { error: { details: { field: "to" } } } });
  });

  test.each([
    ["to=2026-03-10", "from"],
    ["from=2026-03-10", "to"],
    ["from=2026-03-10&to=2026-03-09", "to"],
    ["from=2026-02-29&to=2026-03-09", "from"],
    ["from=2023-03-07&to=2026-03-11", "to"],
  ])("that cannot be asked for is 400 naming the field: %s", async (query, field) => {
    const { status, json } = await askRange(query);
    expect([status, json]).toMatchObject([400, { error: { details: { field } } }]);
  });

  test("may be 1,100 days long", async () => {
    expect((await askRange("from=2023-03-07&to=2026-03-10")).status).toBe(200);
  });
});

test("simultaneous readers of a day that goes on share one read", async () => {
  const { readDay } = sut.store.events;
  const one = readDay("main", DAY, { nowMs: MORNING });
  const two = readDay("main", DAY, { nowMs: MORNING });
  const events: readonly Event[] = (await one).events;
  expect((await two).events).toBe(events);
  expect((await readDay("main", DAY, { nowMs: MORNING })).events).not.toBe(events);
});
