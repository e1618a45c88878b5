import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { backtestSchema } from "@throughline/shared/ward-api.ts";
import { afterAll, beforeAll, expect, test } from "vitest";

const entry = fileURLToPath(new URL("./main.ts", import.meta.url));
let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "throughline-backtest-"));
  writeFileSync(
    join(folder, "pms.csv"),
    "patient_id,admission_id,admission_date,ward,discharge_date\r\n7,A,2026-03-01T00:00:00Z,ICU,2026-03-04T00:00:00Z\r\n",
  );
  writeFileSync(
    join(folder, "lis.csv"),
    "test_id,patient_id,test_type,test_date\r\nT,7,CRP,2026-03-03T06:00:00Z\r\n",
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: string[]) =>
  promisify(execFile)(process.execPath, [entry, ...args], {
    env: { ...process.env, INIT_CWD: folder, TZ: "UTC" },
  });

test("the command answers in figures and in words", async () => {
  const { stdout } = await run("--pms", "pms.csv", "--lis", "lis.csv", "--json");
  expect(backtestSchema.parse(JSON.parse(stdout))).toMatchObject({
    admissions: 1,
    episodes: 1,
    overdueHours: 6,
    alertsPerDay: { "2026-03-03": 1 },
    alertsPerWard: { ICU: 1 },
  });
  const words = await run("--pms", "pms.csv", "--lis", "lis.csv", "--threshold", "54");
  expect(words.stdout).toContain("Episodes                      0");
});

test("a file that is not there is said in one sentence", async () => {
  const failed = await run("--pms", "none.csv", "--lis", "lis.csv").catch((error) => error);
  expect(failed.code).toBe(1);
  expect(failed.stderr.trim()).toBe(`${join(folder, "none.csv")} cannot be read.`);
});
