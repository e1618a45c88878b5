import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { BatchWriteCommand, DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import type { Event } from "@throughline/shared/event.ts";
import { simulateHospitalDay } from "@throughline/shared/testing/hospital-day.ts";
import { mapConcurrently } from "../src/concurrency.ts";
import { startEmbeddedDynamo } from "../src/local/embedded-dynamo.ts";
import { listen } from "../src/local/http-server.ts";
import { PUTS_AT_A_TIME } from "../src/operations/store-events.ts";
import { eventToItem } from "../src/store/event-item.ts";
import { createPhone, uuid } from "../src/testing/phone.ts";
import { TABLES } from "../src/testing/start-database.ts";
import { countUnits } from "./count-units.ts";
import { median, print } from "./print.ts";
import { startBench, TOKEN } from "./start-bench.ts";

/** So many pushes of so many scans, each of a visit of its own. */
const preparePushes = (count: number, size: number, nowMs: number, firstVisit: number) => {
  const day = new Date(nowMs).toISOString().slice(0, 10);
  return Array.from({ length: count }, (_, index) => {
    const phone = createPhone({ visit: firstVisit + index, visitDay: day, startedMs: nowMs });
    return phone.push(
      nowMs,
      Array.from({ length: size }, () => phone.scan(nowMs, "lab")),
    );
  });
};

/** What scans cost to write. */
const benchWriteUnits = async () => {
  const bench = await startBench();
  const push = async (body: object) => {
    const answer = await bench.app.request("/api/v1/public/sites/main/scans", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (answer.status !== 200) throw new Error(await answer.text());
  };
  const size = 25;
  const [first, second] = preparePushes(2, size, bench.clock.nowMs, 1);
  // The first scan ever of a station also marks the station.
  await push(first as object);
  const taken = countUnits(bench.client);
  await push(second as object);
  const fresh = taken().writes / size;
  bench.clock.nowMs += 61_000;
  await push(second as object);
  const repeated = taken().writes / size;
  const unit = "write units";
  const against = `one push of ${size} scans`;
  print({ name: "per new scan", value: fresh, unit, against, goal: "1" });
  print({ name: "per repeated scan", value: repeated, unit, against, goal: "≤ 1" });
  await bench.close();
};

const fillDay = async (client: DynamoDBClient, day: string, events: readonly Event[]) => {
  const documents = DynamoDBDocumentClient.from(client, {
    marshallOptions: { removeUndefinedValues: true },
  });
  const batches: Event[][] = [];
  for (let start = 0; start < events.length; start += 25) {
    batches.push(events.slice(start, start + 25));
  }
  await mapConcurrently(batches, 8, async (batch) => {
    const puts = batch.map((event) => ({
      PutRequest: { Item: eventToItem("main", day, event, undefined) },
    }));
    await documents.send(new BatchWriteCommand({ RequestItems: { [TABLES.flow]: puts } }));
  });
};

/** What a closed day of 100,000 scans costs to read, the day before as large. */
const benchReadUnits = async () => {
  const days = ["2026-03-09", "2026-03-10"];
  const bench = await startBench({ nowMs: Date.parse("2026-03-12T00:00:00.000Z") });
  for (const [seed, day] of days.entries()) {
    const options = { seed: seed + 1, scans: 100_000, day, timeZone: "UTC" };
    await fillDay(bench.client, day, simulateHospitalDay(options));
  }
  const ask = async () => {
    const startedMs = performance.now();
    const answer = await bench.app.request(`/api/v1/sites/main/flow/days/${days[1]}`, {
      headers: { "x-throughline-token": TOKEN },
    });
    const { scans, closed } = (await answer.json()) as { scans: number; closed: boolean };
    if (scans < 90_000 || !closed) throw new Error(`Only ${scans} scans, closed: ${closed}`);
    return performance.now() - startedMs;
  };
  await ask();
  const taken = countUnits(bench.client);
  // Settings are remembered for 10 s; they are part of the price.
  bench.clock.nowMs += 3_600_000;
  const ms = await ask();
  const kept = taken().reads;
  const nowMs = bench.clock.nowMs;
  await bench.store.events.readDay("main", days[1] as string, { nowMs });
  const byEvent = taken().reads;
  print({
    name: "a closed day of 100,000 scans",
    value: kept,
    unit: "read units",
    against: `${byEvent} read event by event (${(byEvent / kept).toFixed(0)} times as many); answered in ${ms.toFixed(0)} ms`,
    goal: "≤ 8 against > 700",
  });
  await bench.close();
};

const ROUNDS = 7;
const ENTRIES = 800;

/** Entries per second over real HTTP against the same store function called directly. */
const benchThroughput = async () => {
  const directory = await mkdtemp(join(tmpdir(), "throughline-bench-"));
  const bench = await startBench({ database: startEmbeddedDynamo({ directory }) });
  const server = await listen({ host: "127.0.0.1", port: 0 }, bench.app.fetch);
  const worker = new Worker(new URL("./push-load.worker.ts", import.meta.url));
  let visit = 1;

  const overHttp = async (size: number, concurrency: number) => {
    const count = ENTRIES / size;
    // Every round is a minute of its own, so that no limit is met.
    bench.clock.nowMs += 61_000;
    const pushes = preparePushes(count, size, bench.clock.nowMs, visit);
    visit += count;
    const bodies = pushes.map((push) => JSON.stringify(push));
    worker.postMessage({ port: server.port, bodies, concurrency });
    const [ms] = (await once(worker, "message")) as [number];
    return (ENTRIES / ms) * 1000;
  };

  const direct = async (concurrency: number) => {
    const at = new Date(bench.clock.nowMs).toISOString();
    const first = visit;
    visit += ENTRIES;
    const events = Array.from(
      { length: ENTRIES },
      (_, index): Event => ({
        type: "scan",
        id: uuid(1, first + index),
        visitId: uuid(first + index),
        station: "lab",
        at,
        deviceAt: at,
        receivedAt: at,
        seq: 1,
        uncertaintyMs: 15_000,
      }),
    );
    const startedMs = performance.now();
    await mapConcurrently(events, concurrency, (event) =>
      bench.store.events.put("main", at.slice(0, 10), event, undefined),
    );
    return (ENTRIES / (performance.now() - startedMs)) * 1000;
  };

  for (const { size, requests, goal } of [
    { size: 25, requests: 2, goal: "≥ 0.9" },
    { size: 1, requests: 2 * PUTS_AT_A_TIME, goal: "≥ 0.4" },
  ]) {
    // As many puts under way over HTTP as there are directly.
    const concurrency = requests * Math.min(size, PUTS_AT_A_TIME);
    const ratios: number[] = [];
    const http: number[] = [];
    const puts: number[] = [];
    await overHttp(size, requests);
    await direct(concurrency);
    for (let round = 0; round < ROUNDS; round++) {
      const before = await direct(concurrency);
      const through = await overHttp(size, requests);
      const after = await direct(concurrency);
      // Between two direct runs, so that what else the machine does weighs on both alike.
      const beside = (before + after) / 2;
      http.push(through);
      puts.push(beside);
      ratios.push(through / beside);
    }
    print({
      name: `entries per second over HTTP in batches of ${size}, against direct puts`,
      value: Number(median(ratios).toFixed(2)),
      unit: "times",
      against: `${median(puts).toFixed(0)} puts/s, ${concurrency} at a time; over HTTP ${median(http).toFixed(0)} entries/s`,
      goal,
    });
  }
  await worker.terminate();
  await server.close();
  await bench.close();
  await rm(directory, { recursive: true });
};

await benchWriteUnits();
await benchReadUnits();
await benchThroughput();
