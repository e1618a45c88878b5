import { expect, test } from "vitest";
import type { TransitionFigures } from "../figures.ts";
import { compareSteps, differenceOf } from "./compare-figures.ts";

const step = (
  fromCode: string,
  toCode: string,
  n: number,
  p50Seconds: number,
): TransitionFigures => ({
  from: fromCode,
  to: toCode,
  fromCode,
  toCode,
  n,
  meanSeconds: p50Seconds,
  minSeconds: p50Seconds,
  p50Seconds,
  p90Seconds: p50Seconds,
  maxSeconds: p50Seconds,
});

test("two periods stand side by side, a step of only one of them too, none twice", () => {
  const now = { transitions: [step("a", "b", 10, 600), step("c", "d", 2, 60)] };
  const before = { transitions: [step("a", "b", 4, 900), step("x", "y", 30, 120)] };
  const compared = compareSteps(now, before);
  expect(
    compared.map(({ fromCode, now, before, differenceSeconds }) => [
      fromCode,
      now?.n,
      before?.n,
      differenceSeconds,
    ]),
  ).toEqual([
    ["x", undefined, 30, null],
    ["a", 10, 4, -300],
    ["c", 2, undefined, null],
  ]);
});

test("a difference to nothing is none, and to itself zero", () => {
  expect(differenceOf(null, 5)).toBeNull();
  expect(differenceOf(5, undefined)).toBeNull();
  expect(differenceOf(5, 5)).toBe(0);
  expect(differenceOf(0, 5)).toBe(-5);
});
