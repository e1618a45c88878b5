import { type Histogram, totalCount } from "./histogram.ts";

/** How near to a half counts as a half: R's `sqrt(.Machine$double.eps)`. */
const TOLERANCE = Math.sqrt(Number.EPSILON);

/**
 * The median of the product-limit estimate (Kaplan and Meier, JASA 53, 1958): the time at which
 * S(t) falls to a half. Null when it never does.
 *
 * As R's `median.survfit` has it (package survival, `quantile.survfit`): where the curve is flat at
 * exactly a half, the median is the middle of the flat piece, which ends at the next event or, after
 * the last event, at the last observation. At equal times events come before censoring.
 */
export const kaplanMeierMedian = (events: Histogram, censored: Histogram): number | null => {
  let atRisk = totalCount(events) + totalCount(censored);
  let survival = 1;
  let flatFrom: number | undefined;
  let nextCensored = 0;
  for (let i = 0; i < events.values.length; i++) {
    const time = events.values[i] as number;
    if (flatFrom !== undefined) return (flatFrom + time) / 2;
    while ((censored.values[nextCensored] ?? Number.POSITIVE_INFINITY) < time) {
      atRisk -= censored.counts[nextCensored++] as number;
    }
    const died = events.counts[i] as number;
    survival *= (atRisk - died) / atRisk;
    atRisk -= died;
    if (Math.abs(survival - 0.5) < TOLERANCE) flatFrom = time;
    else if (survival < 0.5) return time;
  }
  if (flatFrom === undefined) return null;
  return (flatFrom + Math.max(flatFrom, censored.values[censored.values.length - 1] ?? 0)) / 2;
};
