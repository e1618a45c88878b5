import { describe, expect, test } from "vitest";
import {
  awaitedOn,
  isSilent,
  isWorthNoting,
  noteReport,
  type StationTablet,
  stationTabletSchema,
} from "./station-tablet.ts";

const id = "00000000-0000-7000-8000-000000000001";
const reportAt = (
  known: StationTablet | undefined,
  instant: string,
  { left = 0, days = [] as string[], station = "lab", timeZone = "UTC" } = {},
) => noteReport(known, { id, station, left, days, receivedMs: Date.parse(instant) }, timeZone);

describe("the days that wait for a tablet", () => {
  test("are those on which it was active, until it reports zero after they ended", () => {
    const friday = reportAt(undefined, "2026-11-20T16:00:00.000Z", { days: ["2026-11-20"] });
    expect(stationTabletSchema.parse(friday)).toEqual({
      id,
      station: "lab",
      reportedAt: "2026-11-20T16:00:00.000Z",
      waiting: 0,
      awaitedDays: ["2026-11-20"],
      retired: false,
    });
    const monday = reportAt(friday, "2026-11-23T08:00:00.000Z", { left: 3, days: ["2026-11-20"] });
    expect(monday).toMatchObject({ waiting: 3, awaitedDays: ["2026-11-20", "2026-11-23"] });
    expect(reportAt(monday, "2026-11-23T08:00:01.000Z").awaitedDays).toEqual(["2026-11-23"]);
  });

  test("of entries that come late are those of the entries and of the report", () => {
    const days = ["2026-11-18", "2026-11-17", "2026-11-18"];
    const late = reportAt(undefined, "2026-11-20T08:00:00.000Z", { left: 500, days });
    expect(late.awaitedDays).toEqual(["2026-11-17", "2026-11-18", "2026-11-20"]);
    expect(reportAt(late, "2026-11-20T08:00:09.000Z", { days }).awaitedDays).toEqual([
      "2026-11-20",
    ]);
  });

  test.each([
    // A request is under way for 15 s at most: so long before its receipt it may have left.
    ["UTC", "2026-11-21T00:00:14.999Z", ["2026-11-20", "2026-11-21"]],
    ["UTC", "2026-11-21T00:00:15.000Z", ["2026-11-21"]],
    ["Europe/Berlin", "2026-11-20T23:00:14.999Z", ["2026-11-20", "2026-11-21"]],
    ["Europe/Berlin", "2026-11-20T23:00:15.000Z", ["2026-11-21"]],
  ])("end with the day itself (%s, %s)", (timeZone, instant, awaited) => {
    const active = reportAt(undefined, "2026-11-20T12:00:00.000Z", { timeZone });
    expect(reportAt(active, instant, { timeZone }).awaitedDays).toEqual(awaited);
  });

  test("do not wait for a retired one, until it reports again", () => {
    const active = reportAt(undefined, "2026-11-20T12:00:00.000Z", { left: 1 });
    const retired = { ...active, retired: true };
    expect(awaitedOn([active], "2026-11-20")).toEqual([active]);
    expect(awaitedOn([active], "2026-11-19")).toEqual([]);
    expect(awaitedOn([retired], "2026-11-20")).toEqual([]);
    const back = reportAt(retired, "2026-11-29T12:00:00.000Z", { left: 1 });
    expect(awaitedOn([back], "2026-11-20")).toEqual([back]);
  });
});

test("a report is noted when it says something new, and every five minutes", () => {
  const at = (instant: string, more?: Parameters<typeof reportAt>[2]) =>
    reportAt(known, instant, more);
  const known = reportAt(undefined, "2026-11-20T12:00:00.000Z");
  expect(isWorthNoting(undefined, known)).toBe(true);
  expect(isWorthNoting(known, at("2026-11-20T12:04:59.999Z"))).toBe(false);
  expect(isWorthNoting(known, at("2026-11-20T12:05:00.000Z"))).toBe(true);
  expect(isWorthNoting(known, at("2026-11-20T12:00:01.000Z", { left: 1 }))).toBe(true);
  expect(isWorthNoting(known, at("2026-11-20T12:00:01.000Z", { station: "imr" }))).toBe(true);
  expect(isWorthNoting(known, at("2026-11-20T12:00:01.000Z", { days: ["2026-11-19"] }))).toBe(
    false,
  );
  expect(isWorthNoting({ ...known, retired: true }, at("2026-11-20T12:00:01.000Z"))).toBe(true);
  const busy = at("2026-11-20T12:00:01.000Z", { left: 5 });
  expect(isWorthNoting(busy, { ...busy, waiting: 4 })).toBe(false);
});

test("a tablet is silent from seven days on", () => {
  const { reportedAt } = reportAt(undefined, "2026-11-20T12:00:00.000Z");
  expect(isSilent({ reportedAt }, Date.parse("2026-11-27T11:59:59.999Z"))).toBe(false);
  expect(isSilent({ reportedAt }, Date.parse("2026-11-27T12:00:00.000Z"))).toBe(true);
});
