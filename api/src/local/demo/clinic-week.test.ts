import { expect, test } from "vitest";
import { zoneAtTen } from "./clinic-week.ts";

test("at every hour of the day there is a zone in which it is ten", () => {
  for (let hour = 0; hour < 24; hour++) {
    const now = Date.UTC(2026, 11, 31, hour, 59, 59);
    const there = new Intl.DateTimeFormat("en-GB", {
      timeZone: zoneAtTen(now),
      timeStyle: "short",
    }).format(now);
    expect([hour, there]).toEqual([hour, "10:59"]);
  }
});
