import { existsSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import {
  createFolders,
  type ProductProcess,
  runLocal,
  startProduct,
} from "./testing/product-process.ts";

const DAY_MS = 86_400_000;
const folders = createFolders();
afterAll(() => folders.removeAll());

const push = (url: string, station = "vitals") => {
  const sentAt = new Date().toISOString();
  const id = () => crypto.randomUUID();
  return fetch(`${url}/api/v1/public/sites/main/scans`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      sentAt,
      bootId: "boot",
      monotonicMs: 1,
      entries: [
        {
          id: id(),
          stream: "visit",
          type: "scan",
          seq: 0,
          deviceAt: sentAt,
          bootId: "boot",
          monotonicMs: 1,
          body: {
            visitId: id(),
            visitDay: sentAt.slice(0, 10),
            visitStartedAt: sentAt,
            station,
          },
        },
      ],
    }),
  });
};

const countScans = async ({ url, token }: ProductProcess): Promise<number> => {
  // A midnight may have passed since they were made.
  const [from, to] = [DAY_MS, 0].map((ago) =>
    new Date(Date.now() - ago).toISOString().slice(0, 10),
  );
  const answer = await fetch(`${url}/api/v1/sites/main/flow?from=${from}&to=${to}`, {
    headers: { "x-throughline-token": token },
  });
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { scans: number }).scans;
};

const utc = ["--port", "0", "--time-zone", "UTC"];

test("a folder is made private, served, and left in order by Ctrl-C", async () => {
  const data = join(folders.make(), "new", "data");
  const product = await startProduct(data, utc);
  expect(product.output()).toContain(`is running at ${product.url}`);
  expect(product.output()).toContain(`The first poster, Entrance: ${product.url}/s/entrance`);
  expect(product.output()).toContain("Phones cannot reach this address");
  expect((await push(product.url)).status).toBe(200);
  if (process.platform !== "win32") {
    expect(statSync(data).mode & 0o777).toBe(0o700);
    for (const file of ["server.json", "secret", "case-key", "version.json"]) {
      expect(statSync(join(data, file)).mode & 0o777).toBe(0o600);
    }
  }
  expect(await product.end("SIGINT")).toBe(0);
  expect(existsSync(join(data, "server.json"))).toBe(false);

  // The same port is free again at once, and nothing was lost.
  const again = await startProduct(data, ["--port", new URL(product.url).port]);
  expect(again.url).toBe(product.url);
  expect(await countScans(again)).toBe(1);
  expect(await again.end("SIGTERM")).toBe(0);
});

test("killed while scans come in, it starts again by itself with every scan that it confirmed", async () => {
  const data = folders.make();
  let confirmed = 0;
  for (let round = 1; round <= 3; round++) {
    const product = await startProduct(data, utc);
    let going = true;
    let loaded = () => {};
    const underLoad = new Promise<void>((resolve) => {
      loaded = resolve;
    });
    const phones = Array.from({ length: 8 }, async () => {
      while (going) {
        const answer = await push(product.url).catch(() => undefined);
        const body = (await answer?.json().catch(() => undefined)) as
          | { results: { status: string }[] }
          | undefined;
        if (body?.results[0]?.status === "stored") confirmed++;
        if (confirmed >= round * 30) loaded();
      }
    });
    await underLoad;
    await product.end("SIGKILL");
    going = false;
    await Promise.all(phones);
  }
  const product = await startProduct(data, utc);
  // A scan may have been stored whose confirmation the kill cut off, never the reverse.
  const stored = await countScans(product);
  expect(stored).toBeGreaterThanOrEqual(confirmed);
  expect(stored).toBeLessThanOrEqual(confirmed + 3 * 8);
  await product.end("SIGINT");
});

test("it goes on when its log cannot be written", async () => {
  const product = await startProduct(folders.make(), utc);
  product.closeOutput();
  for (let round = 0; round < 3; round++) expect((await push(product.url)).status).toBe(200);
  expect(await countScans(product)).toBe(3);
  expect(await product.end("SIGTERM")).toBe(0);
});

test("staff pages open by the printed link once, and sign-in prints another", async () => {
  const data = folders.make();
  const product = await startProduct(data);
  const openPage = (headers: Record<string, string> = {}) =>
    fetch(`${product.url}/staff/flow`, { headers });
  const closed = await openPage();
  expect(closed.status).toBe(401);
  expect(await closed.text()).toContain("npm run sign-in");

  const first = await fetch(product.signInUrl);
  expect(first.status).toBe(200);
  const cookie = first.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  expect([200, 503]).toContain((await openPage({ cookie })).status);
  expect((await fetch(product.signInUrl)).headers.getSetCookie()).toEqual([]);

  expect(product.output()).toContain(`(npm run sign-in -- --data ${data} makes more)`);
  const { code, stdout } = await runLocal("sign-in.ts", ["--data", data]);
  expect(code).toBe(0);
  const second = await fetch(stdout.trim());
  expect(second.headers.getSetCookie()[0]).toContain("throughline_session=");
  await product.end("SIGINT");

  const stopped = await runLocal("sign-in.ts", ["--data", data]);
  expect(stopped).toMatchObject({ code: 1, stdout: "" });
  expect(stopped.stderr).toMatch(/^No server runs on the data folder .*npm start.*\n$/);
});

test.each<[string, (data: string) => string[] | Promise<string[]>, RegExp]>([
  [
    "a folder from a newer version",
    (data) => {
      writeFileSync(join(data, "version.json"), '{"dataVersion":2}');
      return ["--data", data];
    },
    /^The data folder .* was written by a newer version .*data version 2.*\n$/,
  ],
  [
    "a folder of something else",
    (data) => {
      writeFileSync(join(data, "thesis.doc"), "");
      return ["--data", data];
    },
    /^The folder .* holds other files; .*--data.\n$/,
  ],
  [
    "a file instead of a folder",
    (data) => {
      writeFileSync(join(data, "file"), "");
      return ["--data", join(data, "file")];
    },
    /^The data folder .* is not a folder.\n$/,
  ],
  [
    "a damaged database",
    (data) => {
      writeFileSync(join(data, "version.json"), '{"dataVersion":1}');
      mkdirSync(join(data, "dynamodb"));
      writeFileSync(join(data, "dynamodb", "CURRENT"), "nonsense");
      return ["--data", data];
    },
    /^The database in .* cannot be read .*restore it from a backup.\n$/,
  ],
  ["a port that is none", (data) => ["--data", data, "--port", "http"], /^--port is not .*\n$/],
  ["an empty address", (data) => ["--data", data, "--host", ""], /^--host is empty; .*\n$/],
  [
    "an unknown option",
    (data) => ["--data", data, "--prot", "80"],
    /^Unknown option '--prot'; --help lists the options.\n$/,
  ],
  [
    "an address of another machine",
    (data) => ["--data", data, "--host", "192.0.2.1"],
    /^192.0.2.1 is no address of this machine.*--host.\n$/,
  ],
])("%s: one sentence, exit code 1", async (_, prepare, sentence) => {
  const { code, stdout, stderr } = await runLocal("main.ts", [
    "--port",
    "0",
    ...(await prepare(folders.make())),
  ]);
  expect(stderr).toMatch(sentence);
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
});

test("a taken port and a data folder in use: one sentence each", async () => {
  const blocker = createServer().listen(0, "127.0.0.1");
  const { port } = await new Promise<AddressInfo>((resolve) =>
    blocker.once("listening", () => resolve(blocker.address() as AddressInfo)),
  );
  const data = folders.make();
  const taken = await runLocal("main.ts", ["--data", data, "--port", String(port)]);
  blocker.close();
  expect(taken.stderr).toMatch(/^Port \d+ is taken by another program; .*--port.\n$/);
  expect(taken.code).toBe(1);

  const product = await startProduct(data);
  const second = await runLocal("main.ts", ["--data", data, "--port", "0"]);
  expect(second.stderr).toMatch(/^The data folder .* is in use by another Throughline \(process/);
  expect(second.stderr).toContain(product.url);
  expect(second.code).toBe(1);
  expect((await fetch(`${product.url}/api/v1/health`)).status).toBe(200);
  expect(await product.end("SIGINT")).toBe(0);
});

test("--help prints help and starts nothing", async () => {
  const { code, stdout } = await runLocal("main.ts", ["--help"]);
  expect(code).toBe(0);
  for (const option of ["--data", "--port", "--host", "--public-url", "--time-zone"]) {
    expect(stdout).toContain(option);
  }
});
