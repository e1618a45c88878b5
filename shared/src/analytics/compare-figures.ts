import type { Figures, TransitionFigures } from "../figures.ts";
import { compareCodes } from "./tally.ts";

/** One transition in two periods; undefined where it did not occur. */
export interface ComparedStep {
  from: string;
  to: string;
  fromCode: string;
  toCode: string;
  now: TransitionFigures | undefined;
  before: TransitionFigures | undefined;
  /** Median now minus median before; null unless both are known. */
  differenceSeconds: number | null;
}

/** `now − before`; null unless both are known. */
export const differenceOf = (
  now: number | null | undefined,
  before: number | null | undefined,
): number | null =>
  now === null || now === undefined || before === null || before === undefined
    ? null
    : now - before;

/** The transitions of two periods side by side, those with most people in both together first. */
export const compareSteps = (
  now: Pick<Figures, "transitions">,
  before: Pick<Figures, "transitions">,
): ComparedStep[] => {
  const steps = new Map<string, ComparedStep>();
  const take = (period: "now" | "before", transition: TransitionFigures) => {
    const { from, to, fromCode, toCode } = transition;
    const key = `${fromCode} ${toCode}`;
    const names = { from, to, fromCode, toCode };
    const known = steps.get(key) ?? {
      ...names,
      now: undefined,
      before: undefined,
      differenceSeconds: null,
    };
    steps.set(key, { ...known, [period]: transition });
  };
  for (const transition of now.transitions) take("now", transition);
  for (const transition of before.transitions) take("before", transition);
  const people = (step: ComparedStep) => (step.now?.n ?? 0) + (step.before?.n ?? 0);
  return [...steps.values()]
    .map((step) => ({
      ...step,
      differenceSeconds: differenceOf(step.now?.p50Seconds, step.before?.p50Seconds),
    }))
    .sort(
      (a, b) =>
        people(b) - people(a) ||
        compareCodes(a.fromCode, b.fromCode) ||
        compareCodes(a.toCode, b.toCode),
    );
};
