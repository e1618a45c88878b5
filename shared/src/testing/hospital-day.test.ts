import { describe, expect, test } from "vitest";
import { dayBounds } from "../calendar.ts";
import { uuidSchema } from "../instant.ts";
import { simulateHospitalDay } from "./hospital-day.ts";

const options = { seed: 7, scans: 20_000, day: "2026-11-20", timeZone: "Europe/Berlin" };

describe("the simulated hospital day", () => {
  test("is the same for the same seed and another for another", () => {
    const small = { ...options, scans: 200 };
    expect(simulateHospitalDay(small)).toEqual(simulateHospitalDay(small));
    expect(simulateHospitalDay({ ...small, seed: 8 })).not.toEqual(simulateHospitalDay(small));
  });

  test.each([1, 2, 37, 5_000])("has exactly %i scans", (scans) => {
    const events = simulateHospitalDay({ ...options, scans });
    expect(events.filter((event) => event.type === "scan")).toHaveLength(scans);
  });

  test("has everything that happens in a clinic", () => {
    const events = simulateHospitalDay(options);
    const { startMs, endMs } = dayBounds(options.day, options.timeZone);
    const count = (holds: (event: (typeof events)[number]) => unknown) =>
      events.filter(holds).length;
    expect(count((event) => event.type === "void")).toBeGreaterThan(50);
    expect(count((event) => event.type === "reason")).toBeGreaterThan(500);
    expect(count((event) => event.type === "end")).toBeGreaterThan(10);
    expect(count((event) => event.timeUnknown)).toBeGreaterThan(20);
    expect(count((event) => event.test)).toBeGreaterThan(5);
    expect(count((event) => event.at !== event.deviceAt)).toBeGreaterThan(1_000);
    expect(count((event) => Date.parse(event.at) >= endMs)).toBeGreaterThan(5);
    expect(count((event) => Date.parse(event.at) < startMs)).toBe(0);
    expect(new Set(events.map((event) => event.id)).size).toBe(events.length);
    for (const event of events.slice(0, 100)) expect(uuidSchema.parse(event.id)).toBe(event.id);
  });
});
