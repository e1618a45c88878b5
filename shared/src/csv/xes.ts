import { findLabels } from "../analytics/station-labels.ts";
import type { SiteSettings } from "../site.ts";
import { type Visit, visitStatus } from "../visit.ts";
import { nameVisits } from "./name-visits.ts";

/**
 * The XES export (IEEE 1849-2016): one trace per visit, one event per unvoided scan, with the
 * standard's Concept, Lifecycle and Time extensions. An event of unknown time has no
 * `time:timestamp`; its place among the events of its trace is right.
 */

/** What XML 1.0 cannot hold, however it is escaped. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to find.
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;
const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\t": "&#9;",
  "\n": "&#10;",
  "\r": "&#13;",
};

const escapeXml = (text: string): string =>
  text.replace(UNWRITABLE, "\uFFFD").replace(/[&<>"\t\n\r]/g, (found) => ESCAPES[found] as string);

const attribute = (type: "string" | "date" | "boolean", key: string, value: string) =>
  `<${type} key="${key}" value="${escapeXml(value)}"/>`;

const extension = (name: string) => {
  const prefix = name.toLowerCase();
  return `<extension name="${name}" prefix="${prefix}" uri="http://www.xes-standard.org/${prefix}.xesext"/>\n`;
};

/** Everything before the first trace. `title` names the log. */
export const xesHead = (title: string): string =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    '<log xes.version="1849.2016" xes.features="">\n',
    extension("Concept"),
    extension("Lifecycle"),
    extension("Time"),
    `<global scope="trace">${attribute("string", "concept:name", "unknown")}</global>\n`,
    `<global scope="event">${attribute("string", "concept:name", "unknown")}`,
    `${attribute("string", "lifecycle:transition", "complete")}</global>\n`,
    '<classifier name="Station" scope="event" keys="concept:name"/>\n',
    `${attribute("string", "concept:name", title)}\n`,
    `${attribute("string", "lifecycle:model", "standard")}\n`,
  ].join("");

/** Everything after the last trace. */
export const XES_END = "</log>\n";

export interface XesOptions {
  settings: Pick<SiteSettings, "stations" | "reasons">;
  visitLimitMs: number;
  nowMs: number;
  /** See `NamedVisit`. */
  nameVisit: (visitId: string) => string;
}

/** The traces of one day's visits, by their first scan. */
export function* xesTraces(
  { day, visits }: { day: string; visits: readonly Visit[] },
  { settings, visitLimitMs, nowMs, nameVisit }: XesOptions,
): Generator<string> {
  const label = findLabels(settings.stations);
  const reasonLabel = findLabels(settings.reasons);
  const exits = new Set(settings.stations.filter((s) => s.kind === "exit").map((s) => s.code));
  for (const { visit, name } of nameVisits(visits, nameVisit)) {
    const status = visitStatus(visit, { exits, visitLimitMs, nowMs });
    let trace = `<trace>\n${attribute("string", "concept:name", name)}`;
    trace += attribute("string", "day", day) + attribute("string", "status", status);
    if (visit.reason !== undefined) {
      trace += attribute("string", "reason", reasonLabel(visit.reason));
    }
    trace += `${attribute("boolean", "ended", String(visit.ended))}\n`;
    for (const scan of visit.scans) {
      trace += `<event>${attribute("string", "concept:name", label(scan.station))}`;
      trace += attribute("string", "lifecycle:transition", "complete");
      trace += attribute("date", scan.timeUnknown ? "received" : "time:timestamp", scan.at);
      trace += `${attribute("string", "station", scan.station)}</event>\n`;
    }
    yield `${trace}</trace>\n`;
  }
}
