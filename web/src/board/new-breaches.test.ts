import type { Live } from "@throughline/shared/live.ts";
import { expect, it } from "vitest";
import { findNewBreaches } from "./new-breaches.ts";

/** The board's answer with these waits past the target, each by its start. */
const past = (...starts: string[]): Live => ({
  day: "2026-11-20",
  timeZone: "UTC",
  asOf: "2026-11-20T10:00:00.000Z",
  visits: 3,
  inside: 3,
  stations: [],
  waits: [],
  missedTargets: [],
  scansByStation: {},
  quietAfterSeconds: 14_400,
  pastTarget: [
    {
      from: "Vitals",
      to: "Provider",
      fromCode: "vitals",
      toCode: "provider",
      targetSeconds: 900,
      waits: starts.map((time) => ({
        since: `2026-11-20T${time}:00.000Z`,
        waitedSeconds: 1_000,
        pastSeconds: 100,
      })),
    },
  ],
});

it("finds nothing on the first answer, nor while nothing changes", () => {
  expect(findNewBreaches(undefined, past("09:00"))).toEqual([]);
  expect(findNewBreaches(past("09:00"), past("09:00"))).toEqual([]);
});

it("finds who goes past a target, also when somebody else moves on at the same time", () => {
  const found = [{ from: "Vitals", to: "Provider", n: 1 }];
  expect(findNewBreaches(past(), past("09:00"))).toEqual(found);
  expect(findNewBreaches(past("09:00"), past("09:05"))).toEqual(found);
  expect(findNewBreaches(past("09:00"), past("09:00", "09:00"))).toEqual(found);
  expect(findNewBreaches(past("09:00", "09:00"), past("09:00"))).toEqual([]);
});
