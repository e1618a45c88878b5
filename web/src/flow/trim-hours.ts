import { weekdayOf } from "@throughline/shared/calendar.ts";
import type { FlowDay } from "@throughline/shared/figures.ts";
import type { SiteSettings } from "@throughline/shared/site.ts";

type Opening = Pick<SiteSettings, "openingHours">;

const minutesOf = (clock: string): number => {
  const [hours = 0, minutes = 0] = clock.split(":").map(Number);
  return hours * 60 + minutes;
};

/** The opening time of a day in minutes after midnight, its first to its last; null when closed. */
export const openingOf = (
  day: string,
  { openingHours }: Opening,
): { opens: number; closes: number } | null => {
  const weekday = weekdayOf(day);
  const hours = openingHours.filter((interval) => interval.weekday === weekday);
  if (hours.length === 0) return null;
  return {
    opens: Math.min(...hours.map(({ opens }) => minutesOf(opens))),
    closes: Math.max(...hours.map(({ closes }) => minutesOf(closes))),
  };
};

interface Point {
  n: number;
  /** Local minutes after midnight. */
  minutes: number;
}

/**
 * The first and last index worth drawing: from the opening time or the first count, whichever is
 * earlier, to the closing time or the last count. Nights are left out, so that the day has room;
 * a day without either is drawn whole.
 */
export const rangeWorthDrawing = (
  points: readonly Point[],
  opening: { opens: number; closes: number } | null,
): { first: number; last: number } => {
  const isDrawn = ({ n, minutes }: Point) =>
    n > 0 || (opening !== null && minutes >= opening.opens && minutes < opening.closes);
  const first = points.findIndex(isDrawn);
  if (first === -1) return { first: 0, last: points.length - 1 };
  return { first, last: points.findLastIndex(isDrawn) };
};

/** The figures of an hour or an instant with its local time as a label. */
export interface Labelled {
  label: string;
  n: number;
}

/** Cuts counts of one day to the hours worth drawing. `labels` are their local times "HH:MM …". */
export const trimToOpening = (
  counts: FlowDay["arrivals"] | FlowDay["census"],
  labels: readonly string[],
  opening: { opens: number; closes: number } | null,
): Labelled[] => {
  const rows = counts.map(({ n }, index) => ({ n, label: labels[index] ?? "" }));
  const points = rows.map(({ n, label }) => ({ n, minutes: minutesOf(label.slice(0, 5)) }));
  const { first, last } = rangeWorthDrawing(points, opening);
  return rows.slice(first, last + 1);
};
