import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { FileReport } from "@throughline/shared/file-report.ts";
import { lisFile, pmsFile, simulateWard } from "@throughline/shared/testing/ward-files.ts";
import type { Monitoring, Patients, PatientTests } from "@throughline/shared/ward-api.ts";
import { afterAll, expect, test, vi } from "vitest";
import { createFileSender } from "./testing/file-sender.ts";
import { createFolders, runLocal, startProduct } from "./testing/product-process.ts";

const folders = createFolders();
afterAll(() => folders.removeAll());

const startedAt = new Date().toISOString();
const { stays, tests } = simulateWard({
  seed: 11,
  nowMs: Date.parse(startedAt),
  wards: ["4A", "4B"],
  bedsPerWard: 25,
});
const files = [
  { feed: "pms", text: pmsFile(stays) },
  { feed: "lis", text: lisFile(tests) },
];
const args = ["--port", "0", "--time-zone", "UTC"];
const dieAt = fileURLToPath(new URL("testing/die-at.ts", import.meta.url));
/** For a product that dies at one of its writes. */
const dying = (moment: string) => ({ NODE_OPTIONS: `--import ${dieAt}`, DIE_AT: moment });
type Sender = ReturnType<typeof createFileSender>;

/** Everything that files said, as anybody can read it, without what tells one run from another. */
const readAll = async ({ ask }: Sender, fileIds: readonly string[]) => {
  const patients: Patients["patients"] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const query: string = cursor && `&cursor=${encodeURIComponent(cursor)}`;
    const page: Patients = await ask<Patients>(`/patients?limit=200${query}`);
    patients.push(...page.patients);
    cursor = page.cursor;
  }
  const testsOf: Record<string, PatientTests["tests"]> = {};
  for (const { patientId } of patients.slice(0, 15).map(({ patient }) => patient)) {
    testsOf[patientId] = (await ask<PatientTests>(`/patients/${patientId}/tests`)).tests;
  }
  const { alerts } = await ask<Monitoring>("/patients/monitoring");
  const all = {
    patients: patients
      .map(({ gapHours: _ages, state: _opened, ...rest }) => rest)
      .sort((one, other) => (one.admission.admissionId < other.admission.admissionId ? -1 : 1)),
    testsOf,
    alerts: alerts.map(({ gapHours: _ages, ...rest }) => rest),
  };
  let text = JSON.stringify(all);
  fileIds.forEach((fileId, index) => {
    text = text.replaceAll(fileId, `file-${index}`);
  });
  return JSON.parse(text.replace(/"firstSeenAt":"[^"]+"/g, '"firstSeenAt":""'));
};

const takenWhole = async () => {
  const product = await startProduct(folders.make(), args);
  const sender = createFileSender(product);
  const fileIds: string[] = [];
  for (const { feed, text } of files) {
    fileIds.push(await sender.send(await sender.makeToken(feed), `${feed}.csv`, text, startedAt));
    await sender.finished(fileIds.at(-1) ?? "");
  }
  const end = await readAll(sender, fileIds);
  await product.end("SIGINT");
  return end;
};

test("killed in the middle of a file, again and again: the end is that of a quiet day", async () => {
  const quiet = takenWhole();
  const data = folders.make();
  let product = await startProduct(data, args, dying("ADMISSION# 20"));
  const fileIds: string[] = [];
  for (const { feed, text } of files) {
    let sender = createFileSender(product);
    const token = await sender.makeToken(feed);
    const fileId = await sender.send(token, `${feed}.csv`, text, startedAt);
    fileIds.push(fileId);
    const object = join(data, "bucket/objects/throughline/uploaded/main", `${fileId}.csv`);
    expect(await product.killed).toBe("SIGKILL");
    // The bytes of a file that is done lie elsewhere.
    expect(existsSync(`${object}._S3rver_object`)).toBe(true);
    if (feed === "lis") {
      const again = await runLocal("main.ts", ["--data", data, ...args], dying("TEST# 1"));
      expect(again.code).toBeNull();
      expect(existsSync(`${object}._S3rver_object`)).toBe(true);
    }
    product = await startProduct(data, args, feed === "pms" ? dying("TEST# 100") : {});
    sender = createFileSender(product);
    const { length } = text.trimEnd().split("\r\n").slice(1);
    const report = await sender.finished(fileId, token);
    expect(report).toMatchObject({ state: "done", problem: null, asOf: startedAt });
    // Each row once, whichever of the attempts took it in.
    const { rows, stored, unchanged, older, rejected } = report.counts;
    expect({ rows, taken: stored + unchanged, older, rejected }).toEqual({
      rows: length,
      taken: length,
      older: 0,
      rejected: 0,
    });
    await vi.waitUntil(() => !existsSync(`${object}._S3rver_object`), { timeout: 300_000 });
  }
  expect(await readAll(createFileSender(product), fileIds)).toEqual(await quiet);
  const uploads = await createFileSender(product).ask<{ files: FileReport[] }>("/uploads");
  expect(uploads.files.map(({ fileId }) => fileId).sort()).toEqual(fileIds.sort());
  expect(product.output()).not.toMatch(/"event":"(ingest-failed|failure|monitor-failed)"/);
  await product.end("SIGINT");
});
