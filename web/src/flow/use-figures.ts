import {
  type FlowDay,
  type FlowRange,
  flowDaySchema,
  flowRangeSchema,
} from "@throughline/shared/figures.ts";
import { type FlowFilter, needsEvents, writeFlowFilter } from "@throughline/shared/flow-filter.ts";
import { type AnswerState, useAnswer } from "../cache/use-answer.ts";
import type { Period } from "./compared-period.ts";

/** A new scan is seen within five seconds; a range costs the server more and moves less. */
const DAY_EVERY_MS = 3_000;
const RANGE_EVERY_MS = 15_000;
/** A closed day changes only by what comes late. */
const CLOSED_EVERY_MS = 60_000;
/** Filtered figures of a range are read scan by scan. */
const FILTERED_TIMEOUT_MS = 60_000;

const pollDay = (day: FlowDay | undefined) => (day?.closed ? CLOSED_EVERY_MS : DAY_EVERY_MS);
const pollOpenDay = (day: FlowDay | undefined) => (day?.closed ? null : DAY_EVERY_MS);

const pollRange = (range: FlowRange | undefined) =>
  range?.days.every(({ closed }) => closed) ? null : RANGE_EVERY_MS;

const isReadAnew = (range: FlowRange | undefined) => range?.filter?.computedFrom === "events";

/** Whether the figures are asked for again and again. */
export const isLive = (figures: FlowDay | FlowRange): boolean =>
  "days" in figures ? pollRange(figures) !== null && !isReadAnew(figures) : !figures.closed;

const query = (filter: FlowFilter, period?: Period) =>
  new URLSearchParams([
    ...(period
      ? [["from", period.from] as [string, string], ["to", period.to] as [string, string]]
      : []),
    ...writeFlowFilter(filter),
  ]).toString();

/**
 * A day's figures, polled often until the day is closed, and then now and then unless each poll would
 * read every scan. A null day asks nothing.
 */
export const useDay = (
  site: string,
  day: string | null,
  filter: FlowFilter,
): AnswerState<FlowDay> => {
  const search = query(filter);
  const path = `/sites/${site}/flow/days/${day}${search && `?${search}`}`;
  return useAnswer(day === null ? null : path, flowDaySchema, {
    everyMs: needsEvents(filter) ? pollOpenDay : pollDay,
  });
};

/** The figures of a range, polled unless each poll would read every scan. A null period asks nothing. */
export const useRange = (
  site: string,
  period: Period | null,
  filter: FlowFilter,
): AnswerState<FlowRange> => {
  const path = period && `/sites/${site}/flow?${query(filter, period)}`;
  return useAnswer(path, flowRangeSchema, {
    everyMs: needsEvents(filter) ? () => null : pollRange,
    ...(needsEvents(filter) && { timeoutMs: FILTERED_TIMEOUT_MS }),
  });
};
