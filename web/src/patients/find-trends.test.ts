import type { PatientTests } from "@throughline/shared/ward-api.ts";
import { expect, it } from "vitest";
import { findTrends } from "./find-trends.ts";

type Test = PatientTests["tests"][number];

const test = (hour: number, testType: string, result: string, status = "final"): Test => {
  const at = `2026-11-20T${String(hour).padStart(2, "0")}:00:00.000Z`;
  const source = { fileId: "f", file: "lis.csv", line: 2, sourceAt: at, asOf: at };
  const said = { testType, result, status, labLocation: "", performedAt: at, source };
  return { testId: `${hour}`, patientId: "p", admissionId: "", counts: "yes", stay: "", ...said };
};
const told = (tests: Test[]) =>
  findTrends(tests).map(({ name, points, unreadable }) => [
    name,
    points.map(({ value }) => value),
    unreadable,
  ]);

it("puts the numbers of a type in time order, the longest line first", () => {
  const tests = [
    test(9, "CRP", "31 mg/L"),
    test(3, "crp", "80 mg/L"),
    test(4, "Hb", "13"),
    test(5, "Hb", "12.5"),
    test(6, "CRP", "55 mg/l"),
  ];
  expect(told(tests)).toEqual([
    ["crp, mg/L", [80, 55, 31], 0],
    ["Hb", [13, 12.5], 0],
  ]);
});

it("never puts two units on one line, and says how many results are no number", () => {
  const tests = [
    test(1, "CRP", "3 mg/L"),
    test(2, "CRP", "4 mg/L"),
    test(3, "CRP", "0.4 mg/dL"),
    test(4, "CRP", "<5"),
    test(5, "CRP", ""),
  ];
  expect(told(tests)).toEqual([["CRP, mg/L", [3, 4], 1]]);
});

it("leaves out what was not done, and what has one number only", () => {
  expect(told([test(1, "Na", "140"), test(2, "Na", "141", "Cancelled")])).toEqual([]);
});
