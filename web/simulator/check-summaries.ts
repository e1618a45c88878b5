import { canonicalSummary } from "@throughline/shared/analytics/day-summary.ts";
import { summariseDay } from "@throughline/shared/analytics/summarise-day.ts";
import type { Event } from "@throughline/shared/event.ts";
import { readSummaries } from "../../api/src/operations/read-summaries.ts";
import type { Counts } from "./properties.ts";
import type { World } from "./world.ts";

/** Every day's summary equals one made of all its events, and counts what was scanned and not undone. */
export const checkSummaries = async (world: World, counts: Counts): Promise<void> => {
  const { ledger, server, site, scheduler, violate } = world;
  const { store } = server.anyProcess().deps;
  const settings = await store.settings.read(site.code);
  if (!settings) return violate("the site is gone");
  const byDay = eventsByDay(world);
  const days = [...byDay.keys()].sort();
  const nowMs = scheduler.nowMs();
  const summaries = await readSummaries({ store, site: site.code, settings, nowMs }, days);

  const undone = new Set<unknown>();
  for (const [place] of ledger.stored.values()) {
    if (place?.item.type === "void") undone.add(place.item.scanId);
  }
  for (const [index, day] of days.entries()) {
    const summary = summaries[index];
    if (!summary) throw new Error("a day that was asked for has no summary");
    const events = byDay.get(day) ?? [];
    const visitLimitMs = settings.visitLimitHours * 3_600_000;
    const options = { day, ...settings, visitLimitMs, nowMs };
    if (canonicalSummary(summary) !== canonicalSummary(summariseDay(events, options))) {
      violate(`the summary of ${day} is not that of its events`);
    }
    const scans = events.filter(({ type }) => type === "scan");
    const counted = scans.filter(({ id }) => !undone.has(id)).length;
    counts.scans += counted;
    counts.undone += scans.length - counted;
    if (summary.scans !== counted) violate(`${day} counts ${summary.scans} scans, not ${counted}`);
  }
};

/** The events as they stand, read past the store. */
const eventsByDay = ({ database }: World): Map<string, Event[]> => {
  const byDay = new Map<string, Event[]>();
  for (const { pk, sk, ...attributes } of database.items("flow")) {
    const [kind, visitId, id] = String(sk).split("#");
    const day = String(pk).split("#")[3];
    if (kind !== "VISIT" || !day) continue;
    const events = byDay.get(day) ?? [];
    events.push({ ...attributes, id, visitId } as Event);
    byDay.set(day, events);
  }
  return byDay;
};
