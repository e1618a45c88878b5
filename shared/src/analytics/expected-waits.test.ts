import { describe, expect, test } from "vitest";
import type { Event } from "../event.ts";
import { scan } from "../testing/builders.ts";
import { collectWaits } from "./expected-waits.ts";

const at = (minute: number, hour = 9) =>
  new Date(Date.UTC(2026, 10, 20, hour, minute)).toISOString();

/** Visits that scan `from` at 09:00 UTC and the next station after the given minutes. */
const waits = (name: string, from: string, to: string, minutes: readonly number[], hour = 9) =>
  minutes.flatMap((minute, i): Event[] => [
    scan(`${name}-${i}`, from, at(0, hour)),
    scan(`${name}-${i}`, to, at(minute, hour)),
  ]);

const collect = (events: readonly Event[], timeZone = "UTC") => {
  const collector = collectWaits(timeZone);
  collector.addDay(events);
  return collector.build();
};

const ten = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

describe("expected waits", () => {
  test("are the p50 and p90 to the most frequent next station", () => {
    const events = [
      ...waits("a", "vitals", "provider", ten),
      ...waits("b", "vitals", "lab", [...ten, 11]),
    ];
    expect(collect(events)).toEqual([
      { from: "vitals", hour: 9, to: "lab", n: 11, p50Seconds: 360, p90Seconds: 600 },
    ]);
  });

  test("say nothing below ten waits", () => {
    expect(collect(waits("a", "vitals", "lab", ten.slice(1)))).toEqual([]);
    expect(collect(waits("a", "vitals", "lab", ten))).toHaveLength(1);
  });

  test("stand at the local hour of the scan, hours and days apart", () => {
    const collector = collectWaits("America/New_York");
    collector.addDay(waits("a", "vitals", "lab", ten.slice(0, 5)));
    collector.addDay(waits("b", "vitals", "lab", ten.slice(5)));
    collector.addDay(waits("c", "vitals", "lab", ten.slice(5), 10));
    expect(collector.build()).toMatchObject([{ hour: 4, n: 10, p50Seconds: 330 }]);
  });

  test("pass over repeats of the same station, unknown times and staff", () => {
    const plain = waits("a", "vitals", "lab", ten);
    const repeats = waits("r", "vitals", "vitals", [...ten, 11, 12]);
    const unknown = waits("u", "vitals", "lab", [59]).map((e) => ({ ...e, timeUnknown: true }));
    const staff = waits("s", "vitals", "lab", [59]).map((e) => ({ ...e, test: true }));
    expect(collect([...repeats, ...unknown, ...staff, ...plain])).toEqual(collect(plain));
  });

  test("choose by code between stations that are as frequent", () => {
    const events = [...waits("a", "vitals", "provider", ten), ...waits("b", "vitals", "lab", ten)];
    expect(collect(events)).toMatchObject([{ to: "lab" }]);
  });
});
