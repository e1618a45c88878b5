import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  createFolders,
  type ProductProcess,
  runLocal,
  startProduct,
} from "./testing/product-process.ts";

const folders = createFolders();
const data = folders.make();
let product: ProductProcess;
beforeAll(async () => {
  product = await startProduct(data, ["--port", "0", "--time-zone", "Europe/Berlin"]);
});
afterAll(async () => {
  await product.end("SIGINT");
  folders.removeAll();
});

const importText = (text: string, args: string[] = [], env = {}) => {
  const file = join(folders.make(), "log.csv");
  writeFileSync(file, text);
  const columns = ["--file", file, "--case", "case", "--activity", "what", "--time", "when"];
  return runLocal("import-event-log.ts", [...columns, "--data", data, ...args], env);
};

const readDay = async (day: string) => {
  const answer = await fetch(`${product.url}/api/v1/sites/main/flow/days/${day}`, {
    headers: { "x-throughline-token": product.token },
  });
  return (await answer.json()) as {
    visits: number;
    scans: number;
    durationSeconds: { p50: number };
  };
};

test("more than one batch goes in, and the same file again changes nothing", async () => {
  const rows = Array.from({ length: 600 }, (_, index) => {
    const visit = Math.floor(index / 2);
    const minute = String(visit % 60).padStart(2, "0");
    const hour = 10 + Math.floor(visit / 60) + (index % 2) * 5;
    return `c${visit},${index % 2 ? "Exit" : "Vitals"},2024-03-05T${hour}:${minute}:00Z`;
  });
  // Nobody can be in two places: equal rows are still two scans, told apart by counting.
  const log = ["case,what,when", ...rows, "c0,Vitals,2024-03-05T10:00:00Z"].join("\n");
  const first = await importText(log, ["--exit", "Exit"]);
  expect(first.stdout).toBe(
    "New stations: Exit.\n601 events stored, 0 were already there, 0 rows rejected.\n",
  );
  expect(first.code).toBe(0);
  const figures = await readDay("2024-03-05");
  expect(figures).toMatchObject({ visits: 300, scans: 601, durationSeconds: { p50: 5 * 3600 } });

  const second = await importText(log, ["--exit", "Exit"]);
  expect(second.stdout).toBe("0 events stored, 601 were already there, 0 rows rejected.\n");
  expect(second.code).toBe(0);
  const { asOf: _, ...before } = { asOf: "", ...figures };
  expect(await readDay("2024-03-05")).toMatchObject({ ...before, scans: 601, visits: 300 });
});

test("bad rows are named by line and the rest goes in, in the site's local time", async () => {
  const log = [
    "case,what,when,kind",
    "x,Lab,2024-07-01 09:00,start", // line 2: 07:00 UTC
    "x,Lab", // line 3
    "x,Lab,2024-02-30T09:00:00Z,start", // line 4
    "x,,2024-07-01T09:00,start", // line 5
    'x,"Lab"s,2024-07-01T09:00,start', // line 6
    "x,Lab,2024-07-01T08:00:00Z,complete", // left out by --where
    "x,Provider,2024-07-01T08:00:00.000Z,start",
    "x,Lab,2024-03-31T02:30,start", // line 9: skipped by the clocks
    "x,Lab,2099-01-01T00:00Z,start", // line 10: refused by the server
  ].join("\r\n");
  const { code, stdout, stderr } = await importText(log, ["--where", "kind=start"]);
  expect(stdout).toContain("2 events stored, 0 were already there, 6 rows rejected.");
  const named = [...stderr.matchAll(/^line (\d+): (.+)$/gm)].map(([, line]) => Number(line));
  expect(named).toEqual([3, 4, 5, 6, 9, 10]);
  expect(stderr).not.toMatch(/2099|02-30/);
  expect(code).toBe(0);
  expect(await readDay("2024-07-01")).toMatchObject({
    visits: 1,
    scans: 2,
    durationSeconds: { p50: 3600 },
  });
});

test("an exit or entrance that no station is called is said", async () => {
  const log = "case,what,when\nz,Ward,2024-09-01T10:00Z\nz,Way out,2024-09-01T11:00Z\n";
  const wrong = await importText(log, ["--entrance", "WARD", "--exit", "Wayout"]);
  expect(wrong).toMatchObject({
    code: 0,
    stderr: expect.stringMatching(/\nNo station is called "Wayout": --exit changed nothing.\n$/),
  });
  const right = await importText(log, ["--exit", " way OUT "]);
  expect(right.stderr).not.toContain("No station");
});

test("a server is found by address and token", async () => {
  const log = "case,what,when\ny,Lab,2024-08-01T10:00Z\n";
  const url = ["--url", product.url];
  const withoutToken = await importText(log, url, { THROUGHLINE_TOKEN: "" });
  expect(withoutToken.stderr).toMatch(/^.*THROUGHLINE_TOKEN.\n$/);
  const wrong = await importText(log, url, { THROUGHLINE_TOKEN: "wrong" });
  expect(wrong).toMatchObject({ code: 1, stderr: "Please sign in.\n" });
  const right = await importText(log, url, { THROUGHLINE_TOKEN: product.token });
  expect(right.code).toBe(0);
});

test.each([
  ["a missing column", "case,when\n1,2024-01-01T00:00Z\n", [], /no column "what".*case, when/],
  ["an empty file", "", [], /has no header/],
  ["an unknown site", "case,what,when\n", ["--site", "nowhere"], /no site with this name/],
  ["nothing but bad rows", "case,what,when\n1,Lab,soon\n", [], /Nothing was imported/],
])("%s: a sentence and exit code 1", async (_, text, args, sentence) => {
  const { code, stderr } = await importText(text, args);
  expect(stderr).toMatch(sentence);
  expect(stderr).not.toContain("    at ");
  expect(code).toBe(1);
});
