import { S3Client } from "@aws-sdk/client-s3";
import type { LabTest } from "@throughline/shared/lab-test.ts";
import { admission } from "@throughline/shared/testing/ward-facts.ts";
import { BUCKET } from "../src/local/bucket/embedded-s3.ts";
import { tellTest } from "../src/operations/ingest/apply-tests.ts";
import { ingestFile } from "../src/operations/ingest/ingest-file.ts";
import type { Store } from "../src/store/create-store.ts";
import { createObjects } from "../src/store/objects.ts";
import { pricedDatabase, startBench } from "./start-bench.ts";

/**
 * Takes in one file from the bucket, alone in its process, over a store that knows every test of it
 * already; says what memory that took at most.
 */
const [url = "", accessKeyId = "", key = ""] = process.argv.slice(2);

const client = new S3Client({
  endpoint: url,
  region: "us-east-1",
  credentials: { accessKeyId, secretAccessKey: "-" },
  forcePathStyle: true,
  requestChecksumCalculation: "WHEN_REQUIRED",
  responseChecksumValidation: "WHEN_REQUIRED",
});

const EARLIER = "2026-03-01T00:00:00.000Z";
const place = { line: 2, rowNumber: 1, byteFrom: 0, byteTo: 0 };
const file = {
  fileId: "earlier",
  name: "earlier.csv",
  receivedAt: EARLIER,
  asOf: EARLIER,
  feed: "lis",
  full: false,
};

/** An earlier file has said the same of each test, and its stay is there. */
const knowAll = (store: Store): Store => ({
  ...store,
  clinical: {
    ...store.clinical,
    labTests: {
      ...store.clinical.labTests,
      async getMany(_site, asked) {
        // The rows' own tests are what is asked for.
        return (asked as (LabTest & { statusText: string })[]).map(({ statusText, ...test }) => {
          const facts = { kind: "lis" as const, test, statusText, updatedAt: null };
          const { stamp, source } = tellTest({ file }, { ...place, facts });
          return { test: { ...test, source }, statusText, stamp };
        });
      },
    },
    admissions: {
      ...store.clinical.admissions,
      async getMany(_site, stays) {
        return stays.map(({ patientId, admissionId }) => ({
          admission: admission(patientId, admissionId, EARLIER),
          stamp: EARLIER,
          watch: null,
          outbox: [],
          settingsVersion: 0,
          nextAt: null,
          version: 1,
        }));
      },
    },
  },
});

const { deps, store } = await startBench({ database: pricedDatabase() });
await ingestFile(
  { ...deps, store: knowAll(store), objects: createObjects(client, BUCKET) },
  { site: "main", key },
);
const { files } = await store.clinical.files.list("main", { limit: 1 });
const { state, counts, problem } = files[0]?.report ?? {};
if (state !== "done" || counts?.unchanged !== counts?.rows || !counts?.rows) {
  throw new Error(JSON.stringify({ state, counts, problem }));
}
const { maxRSS } = process.resourceUsage();
console.log(JSON.stringify({ rows: counts.rows, peakBytes: maxRSS * 1024 }));
client.destroy();
