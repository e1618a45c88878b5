/** `npm run demo`: the product with a simulated clinic's day going on in it. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { settingsResponseSchema } from "@throughline/shared/api.ts";
import type { SiteSettings } from "@throughline/shared/site.ts";
import { clinicDay } from "@throughline/shared/time.ts";
import {
  builtPages,
  describeServer,
  outliveOutput,
  say,
  stopOnSignals,
  version,
  writeLog,
} from "../on-terminal.ts";
import { phonesOf, playPhones, sendTo } from "../played-phones.ts";
import { runCommand } from "../run-command.ts";
import { askServer, findServer, refusalOf } from "../server-connection.ts";
import { startServer } from "../start-server.ts";
import { simulateWeek, zoneAtTen } from "./clinic-week.ts";
import { createDemoClock } from "./demo-clock.ts";
import { type DemoOptions, demoHelp, parseDemoOptions } from "./options.ts";
import { createPlayedHospital } from "./play-hospital.ts";

const HOUR_MS = 3_600_000;
/** From ten in the morning until ten in the evening. */
const FAST_HOURS = 12;
/** A minute of this clock may pass in less. */
const MONITOR_EVERY_MS = 1_000;

/** What the clinic of the demo wants of its waits, so that the board has something to say. */
const targets: SiteSettings["targets"] = [
  { from: "check-in", to: "vitals", seconds: 15 * 60, minPercent: 80 },
  { from: "vitals", to: "provider", seconds: 25 * 60, minPercent: 80 },
  { from: "lab", to: "provider", seconds: 40 * 60 },
];

const setTargets = async (data: string) => {
  const server = findServer({ data, url: undefined, token: undefined });
  const path = "/sites/main/settings";
  const { version, settings } = settingsResponseSchema.parse((await askServer(server, path)).body);
  const body = JSON.stringify({ version, settings: { ...settings, targets } });
  const answer = await askServer(server, path, { method: "PUT", body });
  if (answer.status !== 200) throw refusalOf(answer);
};

const runDemo = async ({ speed, seed, host, port }: DemoOptions): Promise<void> => {
  const startMs = Date.now();
  const timeZone = zoneAtTen(startMs);
  const clock = createDemoClock(startMs - 24 * HOUR_MS, Date.now);
  outliveOutput();
  const data = mkdtempSync(join(tmpdir(), "throughline-demo-"));
  const over = new AbortController();
  const removeData = () => rmSync(data, { recursive: true, force: true, maxRetries: 5 });
  const server = await startServer(
    {
      data,
      host,
      port,
      publicUrl: undefined,
      timeZone,
      lan: undefined,
      mail: undefined,
      bucketPort: 0,
      maxUploadBytes: 1 << 30,
    },
    {
      pagesFolder: builtPages,
      version,
      say,
      writeLog,
      now: clock.now,
      monitorEveryMs: MONITOR_EVERY_MS,
    },
  ).catch((error) => {
    removeData();
    throw error;
  });
  let played: Promise<unknown> = Promise.resolve();
  stopOnSignals(async () => {
    over.abort();
    await played;
    await server.close();
    removeData();
  });

  say("Letting the last day of a simulated hospital pass …");
  const hospital = createPlayedHospital(data, { clock, seed, startMs });
  played = hospital.playLastDay(over.signal);
  await played;
  if (over.signal.aborted) return;
  await setTargets(data);
  clock.runFast(speed, startMs + FAST_HOURS * HOUR_MS);
  await describeServer(server, data);
  const minutes = Math.round((FAST_HOURS * 60) / speed);
  say(
    `\nA clinic's day from ten in the morning passes in ${minutes} min; then the clock slows down.`,
  );
  say(`Nothing of it is kept: the data in ${data} goes when the demo ends.`);
  const week = simulateWeek(seed, clinicDay(startMs, timeZone), timeZone);
  const play = { now: clock.now, send: sendTo(server.url, "main"), signal: over.signal };
  const playEach = async () => {
    for (const day of week.past) await playPhones(phonesOf(day, timeZone), play);
  };
  played = Promise.all([
    playPhones(phonesOf(week.today, timeZone), play),
    playEach(),
    hospital.goOn(over.signal),
  ]);
  await played;
};

await runCommand(async () => {
  const options = parseDemoOptions(process.argv.slice(2));
  if (options === "help") return say(demoHelp);
  await runDemo(options);
});
