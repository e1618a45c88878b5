import { describe, expect, test } from "vitest";
import type { Event } from "../event.ts";
import { defaultSettings, type SiteSettings } from "../site.ts";
import { scan, visitOf } from "../testing/builders.ts";
import { groupVisits } from "./group-visits.ts";
import { placeOpenVisits } from "./live-board.ts";

const day = "2026-11-20";
const nowMs = Date.parse(`${day}T10:00:00.000Z`);
const settings = defaultSettings("UTC");

const place = (events: Event[], changes: Partial<SiteSettings> = {}) =>
  placeOpenVisits(groupVisits(events).visits, { ...settings, ...changes }, nowMs);

describe("open visits", () => {
  test("are where their last scan was, each station in use listed in the site's order", () => {
    const { inside, stations } = place([
      ...visitOf("a", day, [
        ["entrance", "09:00"],
        ["vitals", "09:30"],
      ]),
      ...visitOf("b", day, [["vitals", "09:40"]]),
      ...visitOf("c", day, [["gone", "09:50"]]),
    ]);
    expect(inside).toBe(3);
    expect(stations.map(({ code }) => code)).toEqual([
      ...settings.stations.map(({ code }) => code),
      "gone",
    ]);
    const vitals = stations.find(({ code }) => code === "vitals");
    expect(vitals).toEqual({
      station: "Vitals",
      code: "vitals",
      n: 2,
      quiet: 0,
      longest: { since: `${day}T09:30:00.000Z`, waitedSeconds: 1_800 },
    });
    expect(stations[0]).toMatchObject({ code: "entrance", n: 0, longest: null });
  });

  test("list the twenty longest waits, the longest first, and nobody's id", () => {
    const events = Array.from({ length: 25 }, (_, n) =>
      visitOf(`secret-${n}`, day, [["lab", `09:${String(30 - n).padStart(2, "0")}`]]),
    ).flat();
    const placed = place(events);
    expect(placed.waits).toHaveLength(20);
    expect(placed.waits[0]).toEqual({
      station: "Lab",
      code: "lab",
      since: `${day}T09:06:00.000Z`,
      waitedSeconds: 54 * 60,
    });
    expect(JSON.stringify(placed)).not.toContain("secret");
  });

  test("are past a target from the first second beyond it", () => {
    const targets = [{ from: "vitals", to: "provider", seconds: 900 }];
    const past = (time: string) => place(visitOf("a", day, [["vitals", time]]), { targets });
    expect(past("09:45:00").pastTarget).toEqual([]);
    expect(past("09:44:59").pastTarget).toEqual([
      {
        from: "Vitals",
        to: "Provider",
        fromCode: "vitals",
        toCode: "provider",
        targetSeconds: 900,
        waits: [{ since: `${day}T09:44:59.000Z`, waitedSeconds: 901, pastSeconds: 1 }],
      },
    ]);
  });

  test("without a scan for more than four hours are counted apart, and still past their target", () => {
    const targets = [{ from: "lab", to: "provider", seconds: 900 }];
    const events = [
      ...visitOf("gone", day, [["lab", "05:59:59"]]),
      ...visitOf("there", day, [["lab", "06:00:00"]]),
    ];
    const { inside, stations, waits, pastTarget } = place(events, { targets });
    expect(inside).toBe(2);
    expect(stations.find(({ code }) => code === "lab")).toMatchObject({
      n: 2,
      quiet: 1,
      longest: { waitedSeconds: 14_400 },
    });
    expect(waits.map(({ waitedSeconds }) => waitedSeconds)).toEqual([14_400]);
    expect(pastTarget[0]?.waits.map(({ waitedSeconds }) => waitedSeconds)).toEqual([
      14_401, 14_400,
    ]);
  });

  test("that have moved on are past nothing there", () => {
    const targets = [{ from: "vitals", to: "provider", seconds: 900 }];
    const moved = visitOf("a", day, [
      ["vitals", "08:00"],
      ["provider", "09:00"],
    ]);
    expect(place(moved, { targets }).pastTarget).toEqual([]);
  });

  test("whose last time is unknown are counted and wait for nobody knows how long", () => {
    const events = [scan("a", "lab", `${day}T06:00:00.000Z`, { timeUnknown: true })];
    const targets = [{ from: "lab", to: "provider", seconds: 900 }];
    const { stations, waits, pastTarget } = place(events, { targets });
    expect(stations.find(({ code }) => code === "lab")).toMatchObject({ n: 1, longest: null });
    expect([waits, pastTarget]).toEqual([[], []]);
  });

  test("from a moment ahead of the server's clock have waited no time", () => {
    const { waits } = place(visitOf("a", day, [["lab", "10:00:01"]]));
    expect(waits[0]?.waitedSeconds).toBe(0);
  });
});
