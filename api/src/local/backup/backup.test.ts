import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { clinicDay } from "@throughline/shared/time.ts";
import { afterAll, expect, test, vi } from "vitest";
import { createPhone } from "../../testing/phone.ts";
import { readServerFile } from "../data-folder.ts";
import {
  createFolders,
  type ProductProcess,
  runLocal,
  startProduct,
} from "../testing/product-process.ts";
import { checkBackup } from "./backup-file.ts";

const DAY_MS = 86_400_000;
const folders = createFolders();
afterAll(() => folders.removeAll());

const utc = ["--port", "0", "--time-zone", "UTC"];
const today = clinicDay(Date.now(), "UTC");
const noonMs = (daysAgo: number) => Date.parse(`${today}T12:00:00.000Z`) - daysAgo * DAY_MS;

/** A visit through two stations, from noon on. */
const visitOf = (visit: number, daysAgo: number) => {
  const startedMs = noonMs(daysAgo);
  const phone = createPhone({ visit, visitDay: clinicDay(startedMs, "UTC"), startedMs });
  const entries = [
    phone.scan(startedMs, "vitals"),
    phone.scan(startedMs + visit * 1000, "provider"),
  ];
  return () => phone.push(Date.now(), entries);
};
type Visit = ReturnType<typeof visitOf>;

const send = async ({ url }: ProductProcess, visit: Visit): Promise<string[]> => {
  const answer = await fetch(`${url}/api/v1/public/sites/main/scans`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(visit()),
  });
  const { results } = (await answer.json()) as { results: { status: string }[] };
  return results.map(({ status }) => status);
};

const readClosedDay = async ({ url, token }: ProductProcess) => {
  const day = clinicDay(noonMs(3), "UTC");
  const answer = await fetch(`${url}/api/v1/sites/main/flow/days/${day}`, {
    headers: { "x-throughline-token": token },
  });
  const { asOf: _, ...figures } = (await answer.json()) as { asOf: string; scans: number };
  return figures;
};

/** The bucket of a running server, from outside. */
const bucketOf = (data: string) => {
  const { url, name, key } = readServerFile(data)?.bucket ?? { url: "", name: "", key: "" };
  const ask = async (path: string, init: RequestInit = {}) => {
    const headers = { authorization: `Bearer ${key}` };
    const answer = await fetch(`${url}/${name}/${path}`, { ...init, headers });
    expect(answer.status).toBe(200);
    return answer;
  };
  return {
    put: (path: string, body: string) => ask(path, { method: "PUT", body }),
    async read(path: string) {
      const answer = await ask(path);
      return [answer.headers.get("last-modified"), await answer.text()];
    },
  };
};

const readFiles = async ({ url, token }: ProductProcess) => {
  const headers = { "x-throughline-token": token };
  const answer = await fetch(`${url}/api/v1/uploads`, { headers });
  return ((await answer.json()) as { files: { name: string; state: string }[] }).files;
};

test("a backup under load holds every scan confirmed before it, and becomes a running product", async () => {
  const data = folders.make();
  const backups = folders.make();
  const product = await startProduct(data, utc);
  for (let visit = 1; visit <= 20; visit++) await send(product, visitOf(visit, 3));
  const figures = await readClosedDay(product);
  expect(figures.scans).toBe(40);

  const objects = {
    "completed/main/a b+ü.csv": `a,b\n${"ü,2\n".repeat(100_000)}`,
    "failed/main/empty.csv": "",
    // Nobody's, so it stays.
    "uploaded/stray.csv": "x",
  };
  const bucket = bucketOf(data);
  const pathOf = (key: string) => key.split("/").map(encodeURIComponent).join("/");
  for (const [key, text] of Object.entries(objects)) await bucket.put(pathOf(key), text);
  await bucket.put("uploaded/main/noted.csv", "no header that is known\n");
  await vi.waitUntil(async () => (await readFiles(product)).length === 1, { timeout: 300_000 });

  let going = true;
  let next = 1000;
  const confirmed: Visit[] = [];
  const phones = Array.from({ length: 4 }, async () => {
    while (going) {
      const visit = visitOf(next++, 2);
      if ((await send(product, visit)).every((status) => status === "stored")) {
        confirmed.push(visit);
      }
    }
  });
  await vi.waitUntil(() => confirmed.length >= 60, { timeout: 300_000 });
  const before = [...confirmed];
  const made = await runLocal("backup/main.ts", ["--data", data, "--to", backups]);
  await vi.waitUntil(() => confirmed.length > before.length + 20, { timeout: 300_000 });
  going = false;
  await Promise.all(phones);
  expect(made).toMatchObject({ code: 0, stderr: "" });
  // A file that comes into the data folder must be kept too, or be known to speak of a process.
  expect(readdirSync(data).sort()).toEqual([
    ...[
      "bucket",
      "case-key",
      "dynamodb",
      "push-keys.json",
      "secret",
      "server.json",
      "version.json",
    ],
  ]);

  const [name = ""] = readdirSync(backups);
  expect(made.stdout).toContain(join(backups, name));
  if (process.platform !== "win32") {
    expect(statSync(join(backups, name)).mode & 0o777).toBe(0o600);
  }
  const restored = join(folders.make(), "new");
  const done = await runLocal("backup/restore.ts", ["--from", backups, "--data", restored]);
  expect(done).toMatchObject({ code: 0, stderr: "" });
  const again = await startProduct(restored, utc);
  expect(await readClosedDay(again)).toEqual(figures);
  for (const visit of before) {
    expect(await send(again, visit)).toEqual(["duplicate", "duplicate"]);
  }
  expect(await readFiles(again)).toMatchObject([{ name: "noted.csv" }]);
  for (const [key, text] of Object.entries(objects)) {
    const stored = await bucketOf(restored).read(pathOf(key));
    expect(stored).toEqual(await bucket.read(pathOf(key)));
    expect(stored[1]).toBe(text);
  }
  for (const key of ["case-key", "push-keys.json", "secret"]) {
    expect(readFileSync(join(restored, key))).toEqual(readFileSync(join(data, key)));
  }
  const failures = /"event":"(failure|unavailable|maintenance-failed)"/;
  expect(product.output() + again.output()).not.toMatch(failures);

  // Over a running server nothing is restored, nor over data unless that is said.
  const over = ["--from", backups, "--data", restored];
  expect((await runLocal("backup/restore.ts", over)).stderr).toMatch(/is not empty: .*--replace/);
  expect((await runLocal("backup/restore.ts", [...over, "--replace"])).stderr).toMatch(/in use/);
  expect(await again.end("SIGINT")).toBe(0);
  expect(await product.end("SIGINT")).toBe(0);

  const replaced = await runLocal("backup/restore.ts", [...over, "--replace"]);
  expect(replaced.code).toBe(0);
  expect(readdirSync(join(restored, "..")).length).toBe(2);

  // Nobody has the folder open now; the oldest of three backups goes.
  const keep = ["--data", restored, "--to", backups, "--keep", "2"];
  expect(await runLocal("backup/main.ts", keep)).toMatchObject({ code: 0 });
  expect((await runLocal("backup/main.ts", keep)).stdout).toContain("Older backups removed: 1.");
  expect(readdirSync(backups)).not.toContain(name);
  const nowhere = ["--data", restored, "--to", join(backups, "nowhere"), "--keep", "2"];
  expect((await runLocal("backup/main.ts", nowhere)).stderr).toMatch(
    /^There is no folder .*nowhere/,
  );
});

test("what is no whole backup of a known version is refused, and nothing is touched", async () => {
  const folder = folders.make();
  const write = (name: string, bytes: Buffer | string) => {
    const file = join(folder, name);
    writeFileSync(file, bytes);
    return file;
  };
  const header = (dataVersion: number) =>
    JSON.stringify({ throughlineBackup: 1, dataVersion, madeAt: "2026-11-20T10:00:00.000Z" });
  const text = `${header(1)}\n{"row":["a","b"]}\n{"end":1}\n`;
  const whole = gzipSync(text);
  expect(await checkBackup(write("whole", whole))).toMatchObject({ dataVersion: 1 });
  const refusals: [Buffer | string, RegExp][] = [
    ["hello", /is no backup of Throughline/],
    [gzipSync("hello"), /is no backup of Throughline/],
    [whole.subarray(0, -12), /damaged, or was cut off/],
    [gzipSync(text.replace('"end":1', '"end":2')), /damaged, or was cut off/],
    [gzipSync(text.replace('{"end":1}', "")), /damaged, or was cut off/],
    [gzipSync(text.replace('{"row":["a","b"]}', '{"object":"a"}')), /damaged, or was cut off/],
    [gzipSync(text.replace('["a","b"]', '["a"]')), /damaged, or was cut off/],
  ];
  for (const [bytes, sentence] of refusals) {
    await expect(checkBackup(write("bad", bytes))).rejects.toThrow(sentence);
  }
  await expect(checkBackup(join(folder, "none"))).rejects.toThrow("There is no file");

  const newer = write("newer", gzipSync(`${header(2)}\n{"end":0}\n`));
  const data = join(folder, "data");
  const { code, stderr } = await runLocal("backup/restore.ts", ["--from", newer, "--data", data]);
  expect({ code, there: existsSync(data) }).toEqual({ code: 1, there: false });
  expect(stderr).toMatch(/newer version .*please update/);
});

test("a backup of nothing, or over a file, is refused in one sentence", async () => {
  const folder = folders.make();
  const nothing = await runLocal("backup/main.ts", ["--data", folder, "--to", folder]);
  expect(nothing).toMatchObject({ code: 1, stderr: `There is no data in the folder ${folder}.\n` });
  writeFileSync(join(folder, "version.json"), '{"dataVersion":1}');
  const file = join(folder, "precious");
  writeFileSync(file, "text");
  const over = await runLocal("backup/main.ts", ["--data", folder, "--to", file]);
  expect(over.stderr).toMatch(/is there already/);
  expect(readFileSync(file, "utf8")).toBe("text");
});
