/** `npm run replay`: another system's event log happens again, now, on simulated phones. */
import { randomUUID } from "node:crypto";
import type { SiteSettings } from "@throughline/shared/site.ts";
import { type LogRow, readEventLog } from "./event-log-rows.ts";
import { phonesOf, playPhones, sendTo } from "./played-phones.ts";
import { createProgress } from "./progress.ts";
import { parseReplayOptions, type ReplayOptions, replayHelp } from "./replay-options.ts";
import { replayEvents } from "./replayed-events.ts";
import { defaultData, runCommand, typedIn } from "./run-command.ts";
import { findServer, readSettings } from "./server-connection.ts";
import { StartFailure } from "./start-failure.ts";

const readRows = async ({ file, columns }: ReplayOptions, zone: string): Promise<LogRow[]> => {
  const rows: LogRow[] = [];
  for await (const row of readEventLog(file, columns, zone)) {
    if ("problem" in row) process.stderr.write(`line ${row.line}: ${row.problem}\n`);
    else rows.push(row);
  }
  if (rows.length === 0) throw new StartFailure("There is nothing to play.");
  return rows;
};

/** Stations by label. Throws a `StartFailure` naming the activities that are none. */
const findStations = (rows: readonly LogRow[], { stations }: Pick<SiteSettings, "stations">) => {
  const codes = new Map(stations.map(({ label, code }) => [label, code] as const).reverse());
  const missing = new Set(rows.map(({ activity }) => activity).filter((name) => !codes.has(name)));
  if (missing.size > 0) {
    throw new StartFailure(
      `The site has no station with the label ${[...missing].map((name) => `"${name}"`).join(", ")}; ` +
        "add it in the settings, or choose rows with --where.",
    );
  }
  return (activity: string) => codes.get(activity) as string;
};

const replay = async (options: ReplayOptions): Promise<void> => {
  const { data, url, site, speed } = options;
  const server = findServer({ data, url, token: process.env.THROUGHLINE_TOKEN });
  const settings = await readSettings(server, site);
  const rows = await readRows(options, options.timeZone ?? settings.timeZone);
  const codeOf = findStations(rows, settings);
  const startMs = Date.now();
  const events = replayEvents(rows, { startMs, speed, codeOf, newId: randomUUID });
  const last = events
    .map(({ at }) => at)
    .sort()
    .at(-1);
  console.log(`${events.length} events, until ${last}. Ctrl-C ends the play.`);

  const over = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => over.abort());
  const progress = createProgress(process.stderr);
  const report = await playPhones(phonesOf(events, settings.timeZone), {
    now: Date.now,
    send: sendTo(server.url, site),
    signal: over.signal,
    onProgress: ({ stored, duplicate, rejected }) =>
      progress.show((stored + duplicate + rejected) / events.length, `${stored} events`),
  }).finally(() => progress.clear());
  console.log(`${report.stored} events stored, ${report.rejected} rejected.`);
  if (report.rejected > 0) process.exitCode = 1;
};

await runCommand(async () => {
  const options = parseReplayOptions(process.argv.slice(2), { cwd: typedIn, defaultData });
  if (options === "help") return console.log(replayHelp);
  await replay(options);
});
