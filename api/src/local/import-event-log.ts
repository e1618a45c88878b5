/** `npm run import`: another system's event log becomes visits of a site. */
import { statSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import {
  type EventLogRequest,
  type EventLogResponse,
  eventLogResponseSchema,
} from "@throughline/shared/api.ts";
import type { SiteSettings } from "@throughline/shared/site.ts";
import { batchEventLog } from "./event-log-batches.ts";
import { readEventLog } from "./event-log-rows.ts";
import { type ImportOptions, importHelp, parseImportOptions } from "./import-options.ts";
import { createProgress } from "./progress.ts";
import { defaultData, runCommand, typedIn } from "./run-command.ts";
import {
  askServer,
  findServer,
  readSettings,
  refusalOf,
  type ServerConnection,
} from "./server-connection.ts";
import { StartFailure } from "./start-failure.ts";

/** How often one batch is sent again before the import gives up, and the wait when none is named. */
const MOST_ATTEMPTS = 30;
const WAIT_SECONDS = 2;

/** Says which named stations there are none of: without its exit no visit would be completed. */
const warnOfMissing = (
  { stations }: SiteSettings,
  named: Record<"entrance" | "exit", string | undefined>,
) => {
  const labels = new Set(stations.map(({ label }) => label.toLowerCase()));
  for (const [option, label] of Object.entries(named)) {
    if (label !== undefined && !labels.has(label.trim().toLowerCase())) {
      process.stderr.write(`No station is called "${label}": --${option} changed nothing.\n`);
    }
  }
};

/** Sends one batch, again and again while the server is busy. */
const sendBatch = async (
  server: ServerConnection,
  site: string,
  batch: EventLogRequest,
): Promise<EventLogResponse> => {
  const path = `/sites/${encodeURIComponent(site)}/event-log`;
  for (let attempt = 1; ; attempt++) {
    const answer = await askServer(server, path, { method: "POST", body: JSON.stringify(batch) });
    if (answer.status === 200) return eventLogResponseSchema.parse(answer.body);
    const busy = answer.status === 429 || answer.status === 503;
    if (!busy || attempt === MOST_ATTEMPTS) throw refusalOf(answer);
    await sleep((answer.retryAfterSeconds ?? WAIT_SECONDS) * 1000);
  }
};

const importFile = async (options: ImportOptions): Promise<void> => {
  const { file, site, entrance, exit } = options;
  const token = process.env.THROUGHLINE_TOKEN;
  const server = findServer({ data: options.data, url: options.url, token });
  const { timeZone } = await readSettings(server, site);
  const zone = options.timeZone ?? timeZone;
  const read = () => readEventLog(file, options.columns, zone);
  const progress = createProgress(process.stderr);
  const counts = { stored: 0, duplicate: 0, rejected: 0 };
  const created: string[] = [];
  const reject = (line: number, problem: string) => {
    counts.rejected++;
    progress.clear();
    process.stderr.write(`line ${line}: ${problem}\n`);
  };
  const totalBytes = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  try {
    for await (const batch of batchEventLog(read, (row) => reject(row.line, row.problem))) {
      const answer = await sendBatch(server, site, { entrance, exit, rows: batch.rows });
      counts.stored += answer.stored;
      counts.duplicate += answer.duplicate;
      created.push(...answer.createdStations);
      for (const { line, reason } of answer.rejected) reject(line, reason);
      progress.show(
        batch.bytesRead / Math.max(totalBytes, 1),
        `${counts.stored + counts.duplicate} events`,
      );
    }
    progress.show(1, `${counts.stored + counts.duplicate} events`);
  } finally {
    progress.clear();
    if (created.length > 0) console.log(`New stations: ${created.join(", ")}.`);
    console.log(
      `${counts.stored} events stored, ${counts.duplicate} were already there, ${counts.rejected} rows rejected.`,
    );
  }
  warnOfMissing(await readSettings(server, site), { entrance, exit });
  if (counts.stored + counts.duplicate === 0) throw new StartFailure("Nothing was imported.");
};

await runCommand(async () => {
  const options = parseImportOptions(process.argv.slice(2), { cwd: typedIn, defaultData });
  if (options === "help") return console.log(importHelp);
  await importFile(options);
});
