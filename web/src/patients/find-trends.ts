import { NEVER_COUNTING, statusWord } from "@throughline/shared/lab-test.ts";
import type { PatientTests } from "@throughline/shared/ward-api.ts";
import { readNumericResult } from "./numeric-result.ts";

type Test = PatientTests["tests"][number];

export interface Trend {
  /** Type and unit: values of different units never share a line. */
  name: string;
  unit: string;
  points: { test: Test; value: number }[];
  /** Results of this type that are no plain number, such as "<5". */
  unreadable: number;
}

/**
 * The numeric results of each type of test in time order, those with the most points first. Types
 * and units are told apart without case; what was ordered or cancelled is no result.
 */
export const findTrends = (tests: readonly Test[]): Trend[] => {
  const trends = new Map<string, Trend>();
  const unreadable = new Map<string, number>();
  const done = tests.filter(({ status }) => !NEVER_COUNTING.includes(statusWord(status)));
  const inOrder = [...done].sort((one, other) => (one.performedAt < other.performedAt ? -1 : 1));
  for (const test of inOrder) {
    const type = test.testType.trim();
    const result = readNumericResult(test.result);
    const typeKey = type.toLowerCase();
    if (!result) {
      if (test.result.trim()) unreadable.set(typeKey, (unreadable.get(typeKey) ?? 0) + 1);
      continue;
    }
    const key = JSON.stringify([typeKey, result.unit.toLowerCase()]);
    const name = result.unit ? `${type}, ${result.unit}` : type;
    const trend = trends.get(key) ?? { name, unit: result.unit, points: [], unreadable: 0 };
    trend.points.push({ test, value: result.value });
    trends.set(key, trend);
  }
  return [...trends]
    .map(([key, trend]) => ({
      ...trend,
      unreadable: unreadable.get((JSON.parse(key) as string[])[0] ?? "") ?? 0,
    }))
    .filter(({ points }) => points.length > 1)
    .sort((one, other) => other.points.length - one.points.length);
};
