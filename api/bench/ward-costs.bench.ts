import { request } from "node:http";
import { Readable } from "node:stream";
import { gunzipSync } from "node:zlib";
import { listen } from "../src/local/http-server.ts";
import { ingestFile } from "../src/operations/ingest/ingest-file.ts";
import { tickSite } from "../src/operations/ward/run-monitor.ts";
import { hospitalFiles, wardName } from "../src/testing/hospital-files.ts";
import { countUnits } from "./count-units.ts";
import { print } from "./print.ts";
import { pricedDatabase, startBench, TOKEN } from "./start-bench.ts";
import { measureIngestUnits, measureTickUnits } from "./ward-units.ts";

/** What files and ticks cost in the database, and what a tablet is sent. Counts: nothing is timed. */
const benchIngestUnits = async () => {
  const size = { stays: 1_500, rows: 20_000 };
  const units = await measureIngestUnits(size);
  const unit = "write units";
  const against = `a file of ${size.rows} tests of ${size.stays} stays`;
  const line = (name: string, value: number, goal: string) =>
    print({ name, value: Number(value.toFixed(3)), unit, against, goal });
  line("per new test", units.perNewTest, "1");
  line(
    "per changed stay and batch of rows, indexes included",
    units.perStayWrite * units.stayWritesPerChange,
    "4: one write, of the item (1) and its indexes (2 and 1)",
  );
  line("for a file beside its rows", units.ofTheFile, "not with the rows");
  line("for the same tests sent again", units.unchangedTests, "0");
  line("for the same stays sent again", units.unchangedStays, "0");
};

const benchTickUnits = async () => {
  const [few, many] = [100, 100_000];
  const due = 20;
  const sites = await measureTickUnits({ active: few, due: 0, sites: 20 });
  const unit = "read units";
  print({
    name: "a tick that finds nothing, per site of 20",
    value: sites.empty.reads,
    unit,
    against: `${sites.empty.writes} written to say that it looked`,
    goal: "0.5",
  });
  const small = await measureTickUnits({ active: few, due });
  const large = await measureTickUnits({ active: many, due });
  for (const [name, one, other] of [
    ["a tick that finds nothing", large.empty, small.empty],
    [`a tick at which ${due} stays become due`, large.due, small.due],
  ] as const) {
    print({
      name: `${name}, with ${many} active stays`,
      value: one.reads,
      unit,
      against: `${other.reads} with ${few}; ${one.writes} write units against ${other.writes}`,
      goal: "the same",
    });
  }
};

const BEDS = 40;

/** A ward of 40 beds, some of them overdue, as a tablet asks for it over HTTP. */
const benchSnapshot = async () => {
  const nowMs = Date.parse("2026-03-10T12:00:00.000Z");
  const bench = await startBench({ database: pricedDatabase(), nowMs });
  const files = hospitalFiles({ stays: BEDS, nowMs, wards: 1 });
  // As many tests as half of the beds have; a day later the others are overdue.
  for (const [name, text] of [
    ["stays.csv", files.pms()],
    ["tests.csv", files.lis(BEDS * 2)],
  ] as const) {
    const key = `uploaded/main/${name}`;
    await bench.deps.objects.put(key, Readable.from([text]), { length: Buffer.byteLength(text) });
    await ingestFile(bench.deps, { site: "main", key });
  }
  bench.clock.nowMs += 24 * 3_600_000;
  await tickSite(bench.deps, "main");
  const server = await listen({ host: "127.0.0.1", port: 0 }, bench.app.fetch);
  const path = `/api/v1/wards/${encodeURIComponent(wardName(0))}?site=main`;
  const ask = (headers: Record<string, string> = {}) =>
    fetch(`http://127.0.0.1:${server.port}${path}`, {
      headers: { "x-throughline-token": TOKEN, ...headers },
    });
  const { sent, whole } = await receive(server.port, path);
  const { beds } = JSON.parse(whole.toString()) as { beds: { alert: unknown }[] };
  const overdue = beds.filter(({ alert }) => alert !== null).length;
  if (beds.length !== BEDS || overdue === 0) throw new Error(`${beds.length}, ${overdue} overdue`);
  print({
    name: "a ward's snapshot, gzipped as it is sent",
    value: sent.length,
    unit: "bytes",
    against: `${whole.length} bytes of JSON, ${BEDS} beds of which ${overdue} are overdue`,
    goal: "none",
  });
  const etag = (await ask()).headers.get("etag") ?? "";
  const take = countUnits(bench.client);
  const answer = await ask({ "if-none-match": etag });
  if (answer.status !== 304) throw new Error(`${answer.status}`);
  const { reads, writes } = take();
  print({
    name: "a poll of a ward that has not changed",
    value: reads,
    unit: "read units",
    against: `${BEDS} beds; ${writes} write units for the log of who has read`,
    goal: "none",
  });
  await server.close();
  await bench.close();
};

/** A body as it comes over the wire, which `fetch` does not tell. */
const receive = async (port: number, path: string) => {
  const sent = await new Promise<Buffer>((resolve, reject) => {
    const headers = { "x-throughline-token": TOKEN, "accept-encoding": "gzip" };
    const asked = request({ host: "127.0.0.1", port, path, headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on("data", (part) => parts.push(part));
      answer.on("end", () => resolve(Buffer.concat(parts)));
    });
    asked.on("error", reject);
    asked.end();
  });
  return { sent, whole: gunzipSync(sent) };
};

await benchIngestUnits();
await benchTickUnits();
await benchSnapshot();
