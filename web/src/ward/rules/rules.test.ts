import { bedOf, simulateWard, snapshotOf, wardNames } from "@throughline/shared/testing/ward.ts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findSameSurnames, isFound, orderRows, passes } from "./arrange-rows.ts";
import { bedSize } from "./bed-size.ts";
import { alarmingEpisodes, tellNews } from "./find-new-alerts.ts";
import { HOLD_MS, holdRows } from "./hold-rows.ts";
import { judgeAge } from "./judge-age.ts";
import { marksOf } from "./marks-of.ts";
import { nextView, type RecordedView, viewEveryMs } from "./next-view.ts";
import { type Row, settleBed } from "./settle-bed.ts";
import { wallColumns } from "./wall-columns.ts";

const nowMs = Date.parse("2026-11-20T12:00:00.000Z");
const rowOf = (options: Partial<Parameters<typeof bedOf>[0]> & { bed: string }): Row => {
  const bed = bedOf({ nowMs, testedHoursAgo: 10, ...options });
  return settleBed(bed, snapshotOf([bed], nowMs), [], nowMs);
};
const bedsOf = (rows: readonly Row[]) => rows.map(({ bed }) => bed.admission.bed);

describe("the order", () => {
  const rows = [
    rowOf({ bed: "10" }),
    rowOf({ bed: "2", testedHoursAgo: 45 }),
    rowOf({ bed: "9", testedHoursAgo: 50 }),
    rowOf({ bed: "1", testedHoursAgo: 10 }),
    rowOf({ bed: "", testedHoursAgo: null, admittedHoursAgo: 70 }),
    rowOf({ bed: "12A", testedHoursAgo: 47 }),
  ];
  test("by urgency: what is open first, the longest due before the others", () => {
    expect(bedsOf(orderRows(rows, "urgency"))).toEqual(["", "9", "12A", "2", "1", "10"]);
  });
  test("by bed as people read numbers", () => {
    expect(bedsOf(orderRows(rows, "bed"))).toEqual(["", "1", "2", "9", "10", "12A"]);
  });
  test("filters", () => {
    const named = (filter: Parameters<typeof passes>[1]) =>
      bedsOf(rows.filter((row) => passes(row, filter)));
    expect(named("overdue")).toEqual(["9", ""]);
    expect(named("soon")).toEqual(["2", "12A"]);
    expect(named("in-hand")).toEqual([]);
    expect(named("never")).toEqual([""]);
    expect(named("all")).toHaveLength(6);
    expect(named("unconfirmed")).toEqual([]);
    const doubtful = rowOf({ bed: "4", testedHoursAgo: 50, confirmed: false });
    expect([passes(doubtful, "unconfirmed"), passes(doubtful, "overdue")]).toEqual([true, true]);
  });
});

test("names are found in any script, without accents and in any order of words", () => {
  const row = rowOf({ bed: "7", name: ["Maja", "Kovačević"] });
  for (const words of ["kovacevic", "maja kov", "kov MAJA", "7", "a-4b-7", ""]) {
    expect(isFound(row, words), words).toBe(true);
  }
  expect(isFound(row, "ana")).toBe(false);
  for (const name of wardNames) expect(isFound(rowOf({ bed: "1", name }), name[1])).toBe(true);
});

test("same surnames are flagged with the other beds, not those of the same patient", () => {
  const rows = [
    rowOf({ bed: "1", name: ["Ana", "Kovačević"] }),
    rowOf({ bed: "10", name: ["Ben", "KOVACEVIC "] }),
    rowOf({ bed: "2", name: ["Eva", "Kovačević"] }),
    rowOf({ bed: "3", name: ["Li", ""] }),
    rowOf({ bed: "4", name: ["Bo", ""] }),
  ];
  expect([...findSameSurnames(rows).values()]).toEqual([
    ["2", "10"],
    ["1", "2"],
    ["1", "10"],
  ]);
});

test("a bed is written as large as its name is short", () => {
  expect(["7", "12A", "1012"].map(bedSize)).toEqual(["number", "number", "number"]);
  expect(["10-12", "B12-0345"].map(bedSize)).toEqual(["code", "code"]);
  expect(["B12-03456", "Fensterplatz links"].map(bedSize)).toEqual(["phrase", "phrase"]);
});

describe("rows under a finger", () => {
  const before = { view: "v", keys: ["a", "b", "c"] };
  const wanted = { view: "v", keys: ["n", "c", "a"] };
  test("stay for 3 s; what is new stands below", () => {
    expect(holdRows(before, wanted, 1_000, 1_000 + HOLD_MS - 1).keys).toEqual(["a", "b", "c", "n"]);
    expect(holdRows(before, wanted, 1_000, 1_000 + HOLD_MS)).toBe(wanted);
    expect(HOLD_MS).toBe(3_000);
  });
  test("move at once without a touch, for another view, and after the clock was set back", () => {
    expect(holdRows(before, wanted, undefined, 5)).toBe(wanted);
    expect(holdRows(before, { ...wanted, view: "w" }, 1, 2)).toEqual({ ...wanted, view: "w" });
    expect(holdRows(before, wanted, 5_000, 1_000)).toBe(wanted);
    expect(holdRows(undefined, wanted, 1, 2)).toBe(wanted);
  });
  test("whatever comes within 3 s, no row changes its place", () => {
    const keys = fc.uniqueArray(fc.constantFrom("a", "b", "c", "d", "e", "f"));
    fc.assert(
      fc.property(keys, fc.array(keys), (first, rest) => {
        let shown = { view: "v", keys: first as readonly string[] };
        rest.forEach((next, index) => {
          const held = holdRows(shown, { view: "v", keys: next }, 0, index);
          expect(held.keys.slice(0, shown.keys.length)).toEqual(shown.keys);
          for (const key of next) expect(held.keys).toContain(key);
          shown = held;
        });
      }),
    );
  });
});

describe("age", () => {
  const at = (ms: number) => new Date(nowMs - ms).toISOString();
  test.each([
    [120_000, 180_000, false, false],
    [120_001, 180_000, true, false],
    [0, 180_001, false, true],
    [-60_000, 0, false, false],
    // The tablet's clock was set back: nobody knows how old it is.
    [-60_001, 0, true, false],
  ])("data of %s ms and a tick of %s ms ago", (data, monitor, dataIsOld, monitorIsOld) => {
    expect(judgeAge({ asOf: at(data), monitorAt: at(monitor) }, nowMs)).toMatchObject({
      dataIsOld,
      monitorIsOld,
    });
  });
  test("a monitor that never ran is old", () => {
    expect(judgeAge({ asOf: at(0), monitorAt: null }, nowMs).monitorIsOld).toBe(true);
  });
});

test("confirmed alerts that open and feeds that fall silent alarm, all that come together once", () => {
  const quiet = rowOf({ bed: "1" });
  const loud = [rowOf({ bed: "2", testedHoursAgo: 50 }), rowOf({ bed: "3", testedHoursAgo: 51 })];
  const unconfirmed = rowOf({ bed: "4", testedHoursAgo: 50, confirmed: false });
  const stand = (rows: Row[], feeds: string[] = [], ward = "4B") => ({
    ward,
    episodes: alarmingEpisodes(rows),
    silentFeeds: new Set(feeds),
  });
  const before = stand([quiet]);
  const now = stand([quiet, ...loud, unconfirmed]);
  expect(tellNews(undefined, now), "a first load is no storm").toBeUndefined();
  expect(tellNews(stand([quiet], [], "5A"), now), "nor is another ward").toBeUndefined();
  expect(tellNews(before, now)).toBe("4B: 2 beds newly overdue.");
  expect(tellNews(now, now)).toBeUndefined();
  expect(tellNews(now, stand([quiet])), "what is over").toBeUndefined();
  expect(tellNews(before, stand([quiet, unconfirmed], ["lab"]))).toBe(
    "4B: No files come from “lab”.",
  );
  expect(tellNews(before, stand([quiet, ...loud], ["lab", "pms"]))).toBe(
    "4B: 2 beds newly overdue. No files come from “lab”. No files come from “pms”.",
  );
});

test("a view is recorded at first, for each alert that comes in sight, and every so often", () => {
  const everyMs = 60_000;
  const shows = (...episodes: string[]) => ({ place: "4B", episodes });
  const next = (recorded: RecordedView | undefined, view: ReturnType<typeof shows>, afterMs = 0) =>
    nextView(recorded, view, nowMs + afterMs, everyMs);
  const first = next(undefined, shows("a")) as RecordedView;
  expect(first.atMs).toBe(nowMs);
  expect(next(undefined, shows()), "nothing is overdue").toBeDefined();
  expect(next(first, shows("a"), everyMs - 1)).toBeUndefined();
  expect(next(first, shows("a"), everyMs)).toBeDefined();
  expect(next(first, { ...shows("a"), place: "5A" }, 1)).toBeDefined();
  expect(next(first, shows("a"), -1), "a clock that was set back").toBeDefined();

  const scrolled = next(first, shows("b"), 1) as RecordedView;
  expect(scrolled).toEqual({ place: "4B", episodes: new Set(["a", "b"]), atMs: nowMs });
  expect(next(scrolled, shows("a", "b"), 2), "scrolled back").toBeUndefined();
  expect(next(scrolled, shows("b"), everyMs)?.episodes).toEqual(new Set(["b"]));
});

test("a screen says what it shows before the ward is called for what no screen has shown", () => {
  expect([null, 30, 10, 3, 1].map(viewEveryMs)).toEqual([
    300_000, 300_000, 300_000, 90_000, 30_000,
  ]);
});

test("what is out of the ordinary is said", () => {
  const snapshot = simulateWard(nowMs);
  const marks = snapshot.beds.map((bed) => {
    const row = settleBed(bed, snapshot, [], nowMs);
    const options = { timeZone: "Europe/Berlin", nowMs, sameSurname: [] };
    return [bed.admission.bed, marksOf(row, options).map(({ name }) => name)] as const;
  });
  expect(marks.filter(([, names]) => names.length > 0)).toEqual([
    ["7", ["unconfirmed"]],
    ["8", ["missing"]],
    ["9", ["unmapped", "status", "previous"]],
  ]);
});

test("forty beds stand in whole rows that fill the screen", () => {
  expect(wallColumns(40, 1440, 900)).toBe(7);
  expect(wallColumns(40, 1920, 1080)).toBe(7);
  expect(wallColumns(1, 1440, 900)).toBe(1);
  expect(wallColumns(40, 390, 844), "a phone scrolls").toBe(3);
  expect(wallColumns(0, 1440, 900)).toBe(1);
});
