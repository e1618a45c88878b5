import { expect, test } from "vitest";
import { lisFile, pmsFile, simulateWard } from "./ward-files.ts";

const options = {
  seed: 3,
  nowMs: Date.parse("2026-11-21T12:00:00.000Z"),
  wards: ["4A", "4B"],
  bedsPerWard: 40,
};

test("a simulated hospital is the same for the same seed, and nothing lies ahead", () => {
  const { stays, tests } = simulateWard(options);
  expect(simulateWard(options)).toEqual({ stays, tests });
  expect(simulateWard({ ...options, seed: 4 })).not.toEqual({ stays, tests });
  expect(stays).toHaveLength(80);
  const latest = Math.max(...tests.map(({ performedMs }) => performedMs));
  expect(latest).toBeLessThanOrEqual(options.nowMs);
});

test("it has beds that were forgotten, beds never tested, and names that two share", () => {
  const { stays, tests } = simulateWard(options);
  const lastTest = new Map(tests.map(({ patientId, performedMs }) => [patientId, performedMs]));
  const gaps = stays.map(
    ({ patientId, admittedMs }) => options.nowMs - (lastTest.get(patientId) ?? admittedMs),
  );
  expect(gaps.filter((gap) => gap >= 48 * 3_600_000).length).toBeGreaterThan(4);
  expect(stays.some(({ patientId }) => !lastTest.has(patientId))).toBe(true);
  expect(stays[1]?.lastName).toBe(stays[2]?.lastName);
});

test("its files have one line a row", () => {
  const { stays, tests } = simulateWard(options);
  expect(pmsFile(stays).split("\r\n")).toHaveLength(stays.length + 2);
  expect(lisFile(tests).split("\r\n")).toHaveLength(tests.length + 2);
});
