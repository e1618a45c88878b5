import { Temporal } from "temporal-polyfill";
import { addDays, dayBounds, weekdayOf } from "../calendar.ts";
import type { SiteSettings } from "../site.ts";
import { clinicDay } from "../time.ts";

const QUARTER_MS = 900_000;
const MINUTE_MS = 60_000;

type Span = readonly [startMs: number, endMs: number];
type Hours = Pick<SiteSettings, "openingHours" | "timeZone">;

/**
 * The whole seconds between two instants (epoch ms) during which the site is open, which it is
 * whenever the wall clock reads a time within the weekday's opening hours: an hour that the clocks
 * repeat counts twice and one that they skip not at all. A site without any opening hours is
 * always open.
 */
export const measureOpenSeconds = (hours: Hours): ((fromMs: number, toMs: number) => number) => {
  if (hours.openingHours.length === 0) {
    return (fromMs, toMs) => Math.max(0, Math.floor((toMs - fromMs) / 1000));
  }
  const dayAt = findDays(hours.timeZone);
  const spans = new Map<string, Span[]>();
  const spansOf = (day: string) => {
    let known = spans.get(day);
    if (!known) {
      known = openSpans(day, hours);
      spans.set(day, known);
    }
    return known;
  };
  return (fromMs, toMs) => {
    let openMs = 0;
    const last = dayAt(toMs);
    for (let day = dayAt(fromMs); day <= last; day = addDays(day, 1)) {
      for (const [startMs, endMs] of spansOf(day)) {
        openMs += Math.max(0, Math.min(endMs, toMs) - Math.max(startMs, fromMs));
      }
    }
    return Math.floor(openMs / 1000);
  };
};

/** Asks `Intl` once per quarter of an hour: no zone begins a day at another instant. */
const findDays = (timeZone: string): ((ms: number) => string) => {
  const byQuarter = new Map<number, string>();
  return (ms) => {
    const quarter = Math.floor(ms / QUARTER_MS);
    let day = byQuarter.get(quarter);
    if (day === undefined) {
      day = clinicDay(ms, timeZone);
      byQuarter.set(quarter, day);
    }
    return day;
  };
};

/** When the site is open on a day: disjoint, in order. */
const openSpans = (day: string, { openingHours, timeZone }: Hours): Span[] => {
  const weekday = weekdayOf(day);
  const midnightMs = Date.parse(`${day}T00:00:00.000Z`);
  const open = openingHours.filter((hours) => hours.weekday === weekday);
  const spans = piecesOf(day, timeZone).flatMap(({ startMs, endMs, offsetMs }) =>
    open.map(({ opens, closes }): Span => {
      const atClock = (time: string) => midnightMs + minutesOf(time) * MINUTE_MS - offsetMs;
      return [Math.max(startMs, atClock(opens)), Math.min(endMs, atClock(closes))];
    }),
  );
  return unite(spans.filter(([startMs, endMs]) => startMs < endMs));
};

const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** A day in pieces within which the zone keeps one offset; nearly always one. */
const piecesOf = (day: string, timeZone: string) => {
  const { startMs, endMs } = dayBounds(day, timeZone);
  const pieces: { startMs: number; endMs: number; offsetMs: number }[] = [];
  let piece: Temporal.ZonedDateTime | null =
    Temporal.Instant.fromEpochMilliseconds(startMs).toZonedDateTimeISO(timeZone);
  while (piece && piece.epochMilliseconds < endMs) {
    const next: Temporal.ZonedDateTime | null = piece.getTimeZoneTransition("next");
    pieces.push({
      startMs: piece.epochMilliseconds,
      endMs: Math.min(endMs, next?.epochMilliseconds ?? endMs),
      offsetMs: piece.offsetNanoseconds / 1e6,
    });
    piece = next;
  }
  return pieces;
};

/** Spans that touch or overlap as one. */
const unite = (spans: readonly Span[]): Span[] => {
  const united: Span[] = [];
  for (const span of [...spans].sort((a, b) => a[0] - b[0])) {
    const last = united[united.length - 1];
    if (last && span[0] <= last[1]) {
      united[united.length - 1] = [last[0], Math.max(last[1], span[1])];
    } else united.push(span);
  }
  return united;
};
