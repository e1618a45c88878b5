import { quantileSorted } from "@throughline/shared/analytics/quantile.ts";

export interface Result {
  name: string;
  value: number;
  unit: string;
  against: string;
  goal: string;
}

export const print = (result: Result): void => console.log(JSON.stringify(result));

export const median = (values: readonly number[]): number =>
  quantileSorted(
    values.toSorted((one, other) => one - other),
    0.5,
  ) as number;
