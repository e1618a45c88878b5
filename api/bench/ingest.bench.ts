import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { mapConcurrently } from "../src/concurrency.ts";
import { BUCKET, startEmbeddedS3 } from "../src/local/bucket/embedded-s3.ts";
import { startEmbeddedDynamo } from "../src/local/embedded-dynamo.ts";
import { ingestFile } from "../src/operations/ingest/ingest-file.ts";
import { WRITES_AT_A_TIME } from "../src/operations/ingest/intake.ts";
import type { AdmissionStore } from "../src/store/clinical/admissions.ts";
import type { LabTestStore } from "../src/store/clinical/lab-tests.ts";
import type { Store } from "../src/store/create-store.ts";
import { createObjects } from "../src/store/objects.ts";
import { hospitalFiles } from "../src/testing/hospital-files.ts";
import { median, print } from "./print.ts";
import { startBench } from "./start-bench.ts";

const ROWS = 20_000;
const STAYS = 1_500;
const ROUNDS = 3;
const NOW_MS = Date.parse("2026-03-10T12:00:00.000Z");

type Write =
  | { of: "labTests"; args: Parameters<LabTestStore["replace"]> }
  | { of: "admissions"; args: Parameters<AdmissionStore["save"]> };

/** A store that also notes the tests and stays that are written, in the order in which they are. */
const noteWrites = (store: Store, writes: Write[]): Store => ({
  ...store,
  clinical: {
    ...store.clinical,
    labTests: {
      ...store.clinical.labTests,
      replace(...args) {
        writes.push({ of: "labTests", args });
        return store.clinical.labTests.replace(...args);
      },
    },
    admissions: {
      ...store.clinical.admissions,
      save(...args) {
        writes.push({ of: "admissions", args });
        return store.clinical.admissions.save(...args);
      },
    },
  },
});

/** The same item writes straight through the store, as many at a time as a file has under way. */
const writeStraight = ({ clinical }: Store, writes: readonly Write[]) =>
  mapConcurrently(writes, WRITES_AT_A_TIME, async ({ of, args }) => {
    const written =
      of === "labTests"
        ? await clinical.labTests.replace(...args)
        : await clinical.admissions.save(...args);
    if (written === false || written === "conflict") throw new Error("It is not the same store");
  });

const folder = await mkdtemp(join(tmpdir(), "throughline-bench-"));
const bucketFolder = join(folder, "bucket");
await mkdir(bucketFolder);
const s3 = await startEmbeddedS3({ directory: bucketFolder, key: randomBytes(16).toString("hex") });
const objects = createObjects(s3.client, BUCKET);
let stores = 0;

/** An empty store on disk. */
const openStore = async () => {
  const directory = join(folder, `store-${stores++}`);
  await mkdir(directory);
  return startBench({ database: startEmbeddedDynamo({ directory }), nowMs: NOW_MS });
};
type Bench = Awaited<ReturnType<typeof openStore>>;

interface Spent {
  ms: number;
  /** Of the processor, by the whole process: what else the machine does weighs on it less. */
  busyMs: number;
}

const timed = async (act: () => Promise<unknown>): Promise<Spent> => {
  const busy = process.cpuUsage();
  const startedMs = performance.now();
  await act();
  const ms = performance.now() - startedMs;
  const { user, system } = process.cpuUsage(busy);
  return { ms, busyMs: (user + system) / 1000 };
};

/** Takes a file in; gives what it wrote and how long that took. */
const takeIn = async ({ deps, store }: Bench, name: string, text: string) => {
  const key = `uploaded/main/${stores}-${name}`;
  await objects.put(key, Readable.from([text]), { length: Buffer.byteLength(text) });
  const writes: Write[] = [];
  const spent = await timed(() =>
    ingestFile({ ...deps, objects, store: noteWrites(store, writes) }, { site: "main", key }),
  );
  const { files } = await store.clinical.files.list("main", { limit: 1 });
  const { state, counts } = files[0]?.report ?? {};
  if (state !== "done" || counts?.rejected !== 0) throw new Error(`${name} is ${state}`);
  return { spent, writes };
};

const files = hospitalFiles({ stays: STAYS, nowMs: NOW_MS });

const throughIngest = async (rows: number) => {
  const bench = await openStore();
  const stays = await takeIn(bench, "stays.csv", files.pms());
  const tests = await takeIn(bench, "tests.csv", files.lis(rows));
  await bench.close();
  return { spent: tests.spent, stays: stays.writes, tests: tests.writes };
};
type Taken = Awaited<ReturnType<typeof throughIngest>>;

const straight = async ({ stays, tests }: Pick<Taken, "stays" | "tests">) => {
  const bench = await openStore();
  await writeStraight(bench.store, stays);
  const spent = await timed(() => writeStraight(bench.store, tests));
  await bench.close();
  return spent;
};

await straight(await throughIngest(2_000));
const rounds: { ingest: Spent; direct: Spent }[] = [];
let taken: Taken | undefined;
for (let round = 0; round < ROUNDS; round++) {
  // What the whole file writes is the same every time: the first round tells.
  let direct = taken && round % 2 === 1 ? await straight(taken) : undefined;
  taken = await throughIngest(ROWS);
  direct ??= await straight(taken);
  rounds.push({ ingest: taken.spent, direct });
}
const updates = taken?.tests.filter(({ of }) => of === "admissions").length;
const ratio = (of: keyof Spent) =>
  Number(median(rounds.map(({ ingest, direct }) => direct[of] / ingest[of])).toFixed(2));
const perSecond = (spent: Spent[]) =>
  ((ROWS / median(spent.map(({ ms }) => ms))) * 1000).toFixed(0);
const [through, beside] = [
  perSecond(rounds.map(({ ingest }) => ingest)),
  perSecond(rounds.map(({ direct }) => direct)),
];
print({
  name: `rows per second of a laboratory's file of ${ROWS} rows, against its writes straight through the store`,
  value: ratio("ms"),
  unit: "times",
  against: `${through} rows/s against ${beside}, ${ROWS} tests and ${updates} updates of stays each; by the processor's time ${ratio("busyMs")} times`,
  goal: "≥ 0.8",
});
await s3.close();
await rm(folder, { recursive: true });
