import { Readable } from "node:stream";
import { settle } from "@throughline/shared/monitor/settle.ts";
import { defaultSettings } from "@throughline/shared/site.ts";
import { admission as admissionOf } from "@throughline/shared/testing/ward-facts.ts";
import { defaultWardSettings } from "@throughline/shared/ward.ts";
import { mapConcurrently } from "../src/concurrency.ts";
import { BATCH_ROWS } from "../src/operations/ingest/apply-rows.ts";
import { ingestFile } from "../src/operations/ingest/ingest-file.ts";
import { createMonitor } from "../src/operations/ward/run-monitor.ts";
import { hospitalFiles } from "../src/testing/hospital-files.ts";
import { startCounter, type Units } from "./count-units.ts";
import { pricedDatabase, startBench } from "./start-bench.ts";

const NOW_MS = Date.parse("2026-03-10T12:00:00.000Z");
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

export interface IngestUnits {
  /** Of one new test. */
  perNewTest: number;
  /** How often a stay was written for each batch of rows in which it had new tests. */
  stayWritesPerChange: number;
  /** Of one such write, its indexes included. */
  perStayWrite: number;
  /** Of a file of new tests, beside tests and stays. */
  ofTheFile: number;
  /** Of all rows of tests, and of stays, that say what is known already. */
  unchangedTests: number;
  unchangedStays: number;
}

/** What files of a hospital with so many `stays` cost to write, by the documented prices. */
export const measureIngestUnits = async ({
  stays,
  rows,
}: {
  stays: number;
  rows: number;
}): Promise<IngestUnits> => {
  const bench = await startBench({ database: pricedDatabase(), nowMs: NOW_MS });
  const files = hospitalFiles({ stays, nowMs: NOW_MS });
  const counter = startCounter(bench.client);
  const take = async (name: string, text: string) => {
    bench.clock.nowMs += MINUTE_MS;
    const key = `uploaded/main/${name}`;
    const length = Buffer.byteLength(text);
    await bench.deps.objects.put(key, Readable.from([text]), { length });
    counter.take();
    await ingestFile(bench.deps, { site: "main", key });
    const { files: told } = await bench.store.clinical.files.list("main", { limit: 1 });
    const { state, counts } = told[0]?.report ?? {};
    if (state !== "done" || counts?.rejected !== 0) throw new Error(`${name}: ${state}`);
    const written = counter.takeWrites();
    const of = (kind: string) => written.get(kind) ?? { units: 0, items: 0 };
    const all = [...written.values()].reduce((sum, { units }) => sum + units, 0);
    return { tests: of("TEST"), stays: of("ADMISSION"), patients: of("METADATA"), all };
  };
  await take("stays.csv", files.pms());
  const text = files.lis(rows);
  const fresh = await take("tests.csv", text);
  if (fresh.tests.items !== rows) throw new Error(`${fresh.tests.items} tests were written`);
  const again = await take("tests-again.csv", text);
  const staysAgain = await take("stays-again.csv", files.pms());
  await bench.close();
  return {
    perNewTest: fresh.tests.units / rows,
    stayWritesPerChange: fresh.stays.items / countChanges(text),
    perStayWrite: fresh.stays.units / fresh.stays.items,
    ofTheFile: fresh.all - fresh.tests.units - fresh.stays.units,
    unchangedTests: again.tests.units + again.stays.units,
    unchangedStays: staysAgain.stays.units + staysAgain.patients.units,
  };
};

/** In how many batches each stay has tests, over all stays. */
const countChanges = (text: string): number => {
  const rows = text.trim().split("\n").slice(1);
  return new Set(rows.map((row, index) => `${Math.floor(index / BATCH_ROWS)} ${row.split(",")[2]}`))
    .size;
};

export interface TickUnits {
  /** Of a tick that finds nothing. */
  empty: Units;
  /** Of one at which so many stays are newly due. */
  due: Units;
}

/** What a tick of the monitor costs with so many active stays, on average over the sites. */
export const measureTickUnits = async ({
  active,
  due,
  sites = 1,
}: {
  active: number;
  due: number;
  sites?: number;
}): Promise<TickUnits> => {
  const bench = await startBench({ database: pricedDatabase(), nowMs: NOW_MS });
  const { settings, clinical } = bench.store;
  const codes = Array.from({ length: sites }, (_, index) => (index === 0 ? "main" : `s${index}`));
  for (const site of codes.slice(1)) await settings.save(site, 0, defaultSettings("UTC"));
  const dueMs = NOW_MS + 10 * MINUTE_MS;
  const admit = async (site: string, index: number) => {
    // Of all but `due` the next due time is hours away.
    const atMs = dueMs + (index < due ? 0 : 2 * HOUR_MS + index) - 48 * HOUR_MS;
    const number = String(index).padStart(7, "0");
    const at = new Date(atMs).toISOString();
    const stay = admissionOf(`P${number}`, `A${number}`, at, { ward: `Ward ${index % 25}` });
    const { watch } = settle({
      admission: stay,
      lastTest: null,
      unmapped: null,
      previous: null,
      entries: [],
      viewedAt: null,
      settings: defaultWardSettings,
      nowMs: NOW_MS,
      mayOpen: false,
      because: "facts",
    });
    const nextAt = watch?.nextAt ?? null;
    const told = { admission: stay, stamp: at, watch, outbox: [], settingsVersion: 0, nextAt };
    await clinical.admissions.save(site, { ...told, version: 0 });
  };
  const each = Array.from({ length: active }, (_, index) => index);
  for (const site of codes) await mapConcurrently(each, 32, (index) => admit(site, index));

  const { tick } = createMonitor(bench.deps);
  // The first finds out which sites there are, and knows for some minutes.
  await tick();
  const counter = startCounter(bench.client);
  const measure = async (nowMs: number): Promise<Units> => {
    bench.clock.nowMs = nowMs;
    counter.take();
    await tick();
    const { reads, writes } = counter.take();
    return { reads: reads / sites, writes: writes / sites };
  };
  const empty = await measure(NOW_MS + MINUTE_MS);
  // Looks for the sites once more.
  await measure(dueMs - MINUTE_MS);
  const measured = { empty, due: await measure(dueMs) };
  const opened = (await clinical.admissions.listAlerted("main")).length;
  if (opened !== due) throw new Error(`${opened} alerts were opened`);
  await bench.close();
  return measured;
};
