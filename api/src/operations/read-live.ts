import { figuresOf } from "@throughline/shared/analytics/figures-of.ts";
import { groupVisits } from "@throughline/shared/analytics/group-visits.ts";
import { countScans, placeOpenVisits } from "@throughline/shared/analytics/live-board.ts";
import { findMissedTargets } from "@throughline/shared/analytics/meet-target.ts";
import { mergeSummaries } from "@throughline/shared/analytics/merge-summaries.ts";
import { exitCodes, summariseVisits } from "@throughline/shared/analytics/summarise-day.ts";
import type { Live } from "@throughline/shared/live.ts";
import { clinicDay } from "@throughline/shared/time.ts";
import { visitStatus } from "@throughline/shared/visit.ts";
import { mapConcurrently } from "../concurrency.ts";
import type { OperationDeps } from "../deps.ts";
import { findEarlierDays } from "./find-earlier-days.ts";
import { DAYS_AT_A_TIME, optionsOf } from "./read-summaries.ts";
import { requireSettings, visitLimitMs } from "./site-settings.ts";

/** Who is where now, and which targets are missed today. Throws `UNKNOWN_SITE`. */
export const readLive = async (
  { store, now }: Pick<OperationDeps, "store" | "now">,
  site: string,
): Promise<Live> => {
  const settings = await requireSettings(store, site);
  const nowMs = now();
  const { timeZone, stations } = settings;
  const reading = { store, site, settings, nowMs };
  const today = clinicDay(nowMs, timeZone);
  const { longVisits } = await store.siteMarks.read(site);
  const days = [...findEarlierDays(reading, today, longVisits), today];
  const grouped = await mapConcurrently(days, DAYS_AT_A_TIME, async (day) => {
    const { events } = await store.events.readDay(site, day, { nowMs });
    return groupVisits(events);
  });
  const status = { exits: exitCodes(stations), visitLimitMs: visitLimitMs(settings), nowMs };
  const open = grouped.flatMap(({ visits }) =>
    visits.filter((visit) => visitStatus(visit, status) === "open"),
  );
  const ofToday = grouped.at(-1) ?? { visits: [], voidedScans: 0, testScans: 0 };
  const period = mergeSummaries([summariseVisits(ofToday, optionsOf(reading, today))]);
  const figures = figuresOf(period, { ...settings, attendance: [] });
  return {
    day: today,
    timeZone,
    asOf: new Date(nowMs).toISOString(),
    visits: figures.visits,
    scansByStation: countScans(ofToday.visits),
    ...placeOpenVisits(open, settings, nowMs),
    missedTargets: findMissedTargets(figures),
  };
};
