import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import type { FileKind } from "@throughline/shared/feed.ts";
import { defaultFeedProfile, type FeedProfile } from "@throughline/shared/feed-profile.ts";
import type { FileReport } from "@throughline/shared/file-report.ts";
import type { LabTest } from "@throughline/shared/lab-test.ts";
import { defaultSettings } from "@throughline/shared/site.ts";
import type { OperationDeps } from "../deps.ts";
import { ingestFile } from "../operations/ingest/ingest-file.ts";
import { ensureFeed } from "../operations/ingest/note-feed.ts";
import { silentOutlets } from "../outlets.ts";
import { createStore, type Store } from "../store/create-store.ts";
import { createTables } from "../store/create-tables.ts";
import type { Objects } from "../store/objects.ts";
import type { Around, MemoryDynamo } from "./memory-dynamo/memory-dynamo.ts";
import { createMemoryObjects } from "./memory-objects.ts";
import { openDatabase } from "./open-database.ts";
import { TABLES } from "./start-database.ts";

export interface IngestUnderTest {
  deps: OperationDeps;
  store: Store;
  objects: Objects;
  memory: MemoryDynamo;
  clock: { nowMs: number };
  /** Puts a file into the bucket; returns its key. */
  drop(name: string, text: string | Buffer, feed?: string): Promise<string>;
  ingest(key: string, options?: { batchRows?: number }): Promise<void>;
  /** Both at once; returns its report. */
  take(name: string, text: string | Buffer, feed?: string): Promise<FileReport>;
  report(name: string): Promise<FileReport>;
  saveFeed(name: string, kind: FileKind, profile: Partial<FeedProfile>): Promise<void>;
  /** The last counting test of a stay: `undefined` without the stay, null where nobody watches it. */
  lastTest(patientId: string, admissionId: string): Promise<string | null | undefined>;
  tests(patientId: string): Promise<LabTest[]>;
  /** Another process over the same tables and bucket. */
  connect(around?: Around): OperationDeps;
}

/** The real ingest over the real store, its database and bucket in memory. The site is `main`, in UTC. */
export const startIngest = async ({
  nowMs = Date.parse("2026-03-10T12:00:00.000Z"),
  timeZone = "UTC",
  around,
}: {
  nowMs?: number;
  timeZone?: string;
  around?: Around;
} = {}): Promise<IngestUnderTest> => {
  const clock = { nowMs };
  const now = () => clock.nowMs;
  const memory = openDatabase({ now });
  await createTables(memory.connect(), TABLES);
  const objects = createMemoryObjects(now);
  let number = 0;
  const connect = (wrap?: Around): OperationDeps => ({
    store: createStore({ client: memory.connect(wrap), tables: TABLES, now }),
    objects,
    maxUploadBytes: 1 << 30,
    now,
    log: () => {},
    publicUrl: () => "https://clinic.example",
    hashCase: (site, text) => createHash("sha256").update(`${site} ${text}`).digest("hex"),
    randomId: () => String(number++).padStart(32, "0"),
    ...silentOutlets,
  });
  await connect().store.settings.save("main", 0, defaultSettings(timeZone));
  const deps = connect(around);
  const { store } = deps;
  const { admissions, files, feeds, labTests } = store.clinical;

  const drop: IngestUnderTest["drop"] = async (name, text, feed) => {
    const bytes = Buffer.from(text);
    const key = `uploaded/main/${feed ? `${feed}/` : ""}${name}`;
    await objects.put(key, Readable.from([bytes], { objectMode: false }), { length: bytes.length });
    return key;
  };
  const ingest: IngestUnderTest["ingest"] = (key, options) =>
    ingestFile(deps, { site: "main", key, ...options });
  const report = async (name: string) => {
    const { files: all } = await files.list("main", { limit: 1_000 });
    const file = all.find((one) => one.report.name === name);
    if (!file) throw new Error(`No file ${name}`);
    return file.report;
  };
  return {
    deps,
    store,
    objects,
    memory,
    clock,
    drop,
    ingest,
    report,
    connect,
    async take(name, text, feed) {
      await ingest(await drop(name, text, feed));
      return report(name);
    },
    async saveFeed(name, kind, profile) {
      await ensureFeed(deps, "main", { name, kind });
      const stored = await feeds.get("main", name, { consistent: true });
      if (stored)
        await feeds.save("main", { ...stored, profile: { ...defaultFeedProfile, ...profile } });
    },
    async lastTest(patientId, admissionId) {
      const stay = await admissions.get("main", { patientId, admissionId }, { consistent: true });
      return stay && (stay.watch?.lastTest?.testId ?? null);
    },
    async tests(patientId) {
      const stored = await labTests.listOfPatient("main", patientId, { consistent: true });
      return stored.map(({ test }) => test);
    },
  };
};
