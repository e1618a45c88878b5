import { flowDay } from "../../analytics/flow-day.ts";
import { flowRange } from "../../analytics/flow-range.ts";
import { summariseDay } from "../../analytics/summarise-day.ts";
import { addDays, dayBounds, daysBetween } from "../../calendar.ts";
import type { Event } from "../../event.ts";
import type { FlowDay, FlowRange } from "../../figures.ts";
import { defaultSettings } from "../../site.ts";

/** The figures of a clinic with the default settings, whose first day is `DAY`, long after it. */

export const timeZone = "Europe/Berlin";
export const settings = defaultSettings(timeZone);
export const { stations } = settings;
export const DAY = "2026-03-10";
const visitLimitMs = settings.visitLimitHours * 3_600_000;
export const LATER = dayBounds(addDays(DAY, 5), timeZone).startMs;

export const summaryOf = (day: string, events: readonly Event[], nowMs = LATER) =>
  summariseDay(events, { day, timeZone, stations, visitLimitMs, nowMs });
export const dayOf = (events: readonly Event[], nowMs = LATER): FlowDay =>
  flowDay(summaryOf(DAY, events, nowMs), [], { settings, attendance: [], nowMs });
export const rangeOf = (events: readonly (readonly Event[])[], nowMs = LATER): FlowRange => {
  const days = daysBetween(DAY, addDays(DAY, events.length - 1));
  const summaries = days.map((day, index) => summaryOf(day, events[index] ?? [], nowMs));
  const [from = DAY, to = from] = [days[0], days.at(-1)];
  return flowRange(summaries, { from, to }, { settings, attendance: [], nowMs });
};
