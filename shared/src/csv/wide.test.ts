import { describe, expect, test } from "vitest";
import { groupVisits } from "../analytics/group-visits.ts";
import { summariseDay } from "../analytics/summarise-day.ts";
import type { Event } from "../event.ts";
import { defaultSettings } from "../site.ts";
import { reason, visitOf } from "../testing/builders.ts";
import { countTurns, wideColumns, wideHeader, wideRows } from "./wide.ts";

const day = "2026-11-20";
const settings = {
  ...defaultSettings("Europe/Berlin"),
  stations: [
    { code: "entrance", label: "Entrance", kind: "entrance" as const },
    { code: "vitals", label: "Vitals", kind: "service" as const },
    { code: "lab", label: "=Lab", kind: "service" as const },
    { code: "old", label: "Old", kind: "service" as const, retired: true },
    { code: "out", label: "Out", kind: "exit" as const },
  ],
  reasons: [{ code: "urgent", label: "Urgent, today" }],
};

const nowMs = Date.parse("2026-11-20T12:00:00.000Z");
const visitLimitMs = 3_600_000;
const { timeZone, stations } = settings;
const summarise = (events: readonly Event[]) =>
  summariseDay(events, { day, timeZone, stations, visitLimitMs, nowMs });

const exportOf = (events: readonly Event[]) => {
  const { visits } = groupVisits(events);
  const columns = wideColumns(settings.stations, countTurns([summarise(events)]));
  const options = {
    settings,
    visitLimitMs,
    nowMs,
    nameVisit: (visitId: string) => `name of ${visitId.length}`,
  };
  return [wideHeader(columns), ...wideRows({ day, visits }, columns, options)];
};

const fixed = "Visit,Day,Arrival hour,Reason,Status,Scans,Scans without time";

describe("the wide export", () => {
  test("has one row per visit and one column per station, in seconds since the first scan", () => {
    const rows = exportOf([
      ...visitOf("later", day, [
        ["vitals", "11:30"],
        ["vitals", "11:40:30"],
        ["eyes", "11:45"],
      ]),
      ...visitOf("first", day, [
        ["entrance", "08:00"],
        ["vitals", "08:05"],
        ["out", "08:30"],
      ]),
      reason("first", "urgent", `${day}T08:01:00.000Z`),
    ]);
    expect(rows).toEqual([
      `${fixed},Entrance,Vitals,Vitals 2,'=Lab,Out,Eyes\r\n`,
      `name of 5,${day},9,"Urgent, today",completed,3,0,0,300,,,1800,\r\n`,
      `name of 5,${day},12,,open,3,0,,0,630,,,900\r\n`,
    ]);
  });

  test("leaves the cell of an unknown time empty, but not its place", () => {
    const [first, second, third] = visitOf("a", day, [
      ["vitals", "08:00"],
      ["vitals", "08:10"],
      ["out", "08:20"],
    ]) as [Event, Event, Event];
    expect(exportOf([{ ...first, timeUnknown: true }, second, third])[1]).toBe(
      `name of 1,${day},9,,completed,3,1,,,0,,600\r\n`,
    );
    expect(exportOf([{ ...first, timeUnknown: true }])[1]).toBe(
      `name of 1,${day},,,abandoned,1,1,,,,\r\n`,
    );
  });

  test("never has two columns of the same title", () => {
    const clash = [
      { code: "a", label: "Vitals", kind: "service" as const },
      { code: "b", label: "Vitals 2", kind: "service" as const },
      { code: "c", label: "Day", kind: "service" as const },
    ];
    const columns = wideColumns(clash, new Map([["a", 2]]));
    expect(columns.map(({ title }) => title)).toEqual([
      "Vitals",
      "Vitals 2 (a 2)",
      "Vitals 2 (b 1)",
      "Day (c 1)",
    ]);
  });

  test("has the columns of the visit that came most often, over all days", () => {
    const ofTimes = (...times: string[]) =>
      summarise(
        visitOf(
          "a",
          day,
          times.map((time) => ["lab", time]),
        ),
      );
    const turns = countTurns([
      ofTimes("08:00"),
      ofTimes("08:00", "08:10", "08:20"),
      ofTimes("08:00", "08:10"),
    ]);
    expect([...turns]).toEqual([["lab", 3]]);
  });
});
