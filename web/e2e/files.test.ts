import { readFile } from "node:fs/promises";
import type { Upload, UploadReport } from "@throughline/shared/upload-api.ts";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkState } from "./barriers.ts";
import { openPhone, type Phone } from "./browser.ts";
import { overEdge, smallTargets } from "./layout.ts";
import { type Product, startProduct } from "./product.ts";

let product: Product;
let desk: Phone;
let page: Page;

beforeAll(async () => {
  product = await startProduct();
  desk = await openPhone(product, { width: 820, height: 1180 });
  page = desk.page;
  const link = await product.api("/sign-in-links", { method: "POST" });
  await page.goto(((await link.json()) as { url: string }).url);
  await page.waitForURL("**/staff/flow*");
});
afterAll(async () => {
  await desk?.close();
  await product?.remove();
});

const see = (text: string | RegExp) => page.getByText(text).first().waitFor();
const part = (title: string) => page.getByRole("region", { name: title, exact: true });
const choose = (within: string, name: string, bytes: Buffer) =>
  page
    .locator(`${within} input[type=file]`)
    .setInputFiles({ name, mimeType: "text/csv", buffer: bytes });
/** What each row of a table says, cell by cell. */
const rowsOf = (within: string, caption: string) =>
  part(within)
    .getByRole("table", { name: caption })
    .locator("tbody tr")
    .evaluateAll((rows) =>
      rows.map((row) => [...row.querySelectorAll("th, td")].map((cell) => cell.textContent)),
    );
/** Waits until the first cells of each row say this. */
const seeRows = (within: string, caption: string, wanted: unknown[][]) =>
  expect
    .poll(async () => (await rowsOf(within, caption)).map((cells) => cells.slice(0, 2)))
    .toEqual(wanted);
const looksRight = async () => {
  await checkState(page);
  await expect.poll(() => overEdge(page)).toBe(0);
  await expect.poll(() => smallTargets(page)).toEqual([]);
};

const LIS = "test_id,patient_id,test_type,test_date,result,status";

test("rejected rows are downloaded, mended and sent again, and then they are in", async () => {
  await page.goto("/staff/uploads");
  const good = "T1,P1,CRP,2026-01-20T10:00,4,final";
  const late = "T2,P1,CRP,20.01.2026,5,final";
  const nameless = ',P1,"Na, K",2026-01-20T11:00,140,final';
  await choose("main", "labs.csv", Buffer.from(`${LIS}\n${good}\n${late}\n${nameless}\n`));
  await see("How its first rows will be read");
  await seeRows("Send a file", "First rows", [
    ["2", "Yes"],
    ["3", expect.stringMatching(/^No\s*test_date: is no date/)],
    ["4", expect.stringMatching(/^No\s*test_id: is empty/)],
  ]);
  await looksRight();
  await page.getByRole("button", { name: "Send", exact: true }).click();

  await see("3 rows: 1 new or changed, 2 rejected");
  await seeRows("Report", "Rejected rows", [
    ["3", "test_date"],
    ["4", "test_id"],
  ]);
  await looksRight();
  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download the rejected rows" }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe("labs-rejected.csv");
  const rejected = await readFile(await download.path(), "utf8");
  const [header, ...rows] = rejected.trimEnd().split("\n");
  expect(header).toBe(`${LIS},reason`);
  expect(rows.map((row) => row.slice(0, 12))).toEqual([late.slice(0, 12), nameless.slice(0, 12)]);

  const mended = rejected.replace("20.01.2026", "2026-01-20T12:00").replace("\n,P1", "\nT3,P1");
  await choose("main", "labs-rejected.csv", Buffer.from(mended));
  await page.getByLabel("As of").fill("2026-01-21T08:00");
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await see("2 rows: 2 new or changed");
  await see(/21 Jan 2026.*08:00, as it was said when it was sent/);
  const tests = await product.api("/patients/P1/tests");
  const told = (await tests.json()) as { tests: { testId: string; result: string }[] };
  expect(told.tests.map(({ testId, result }) => `${testId} ${result}`).sort()).toEqual([
    "T1 4",
    "T2 5",
    "T3 140",
  ]);

  // A file that is cut off tells so in one sentence, with what went in before.
  await choose("main", "cut.csv", Buffer.from(`${LIS}\nT4,P1,CRP,2026-01-20,6,final\nT5,P1,"C`));
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await see(/The file ends inside a quote that is opened in the row at line 3/);
  await see("1 row went in before.");
  await choose("main", "other.csv", Buffer.from("name,amount\nx,1\n"));
  await see("Nothing of this file would go in, so it is not sent.");
  await expect
    .poll(() => page.getByRole("button", { name: "Send", exact: true }).isDisabled())
    .toBe(true);
  expect(desk.problems).toEqual([]);
});

test("a source is set up by a sample, sends by its token, and is refused once that is revoked", async () => {
  const file = Buffer.from(
    [
      "Fall;Pat.-Nr.;Name;Station;Bett;Aufnahme;Zustand",
      "A1;P7;Jürgen Groß;Süd;12;20.01.2026 10:15;stationär",
      "A2;P8;Zoë;Süd;13;gestern;Entlassen",
      "",
    ].join("\r\n"),
    "latin1",
  );
  await page.goto("/staff/settings/feeds");
  await page.getByLabel("Name of the new feed").fill("West-ADT");
  await page.getByLabel("Its files").selectOption("pms");
  await page.getByRole("button", { name: "Make the feed" }).click();
  await page.waitForURL("**feed=west-adt");
  await choose("#sample", "adt_20260121-0800.csv", file);
  await see("It looks like windows-1252 (Latin-1).");
  await looksRight();

  const main = page.getByRole("button", { name: /^(Save|Look at a sample)$/ });
  await page.getByRole("button", { name: "Read it as it looks" }).click();
  await expect.poll(() => page.getByLabel("Between the columns").inputValue()).toBe(";");
  expect(await page.getByLabel("Encoding").inputValue()).toBe("windows-1252");
  const offered = part("Columns").locator('datalist option[value="Pat.-Nr."]');
  await expect.poll(() => offered.count()).toBe(1);
  // Not readable yet: the columns are not known.
  await expect.poll(() => main.textContent()).toBe("Look at a sample");
  await page.getByRole("button", { name: "dd.MM.yyyy HH:mm" }).click();
  for (const [ours, theirs] of [
    ["admission_id", "Fall"],
    ["patient_id", "Pat.-Nr."],
    ["last_name", "Name"],
    ["ward", "Station"],
    ["bed_number", "Bett"],
    ["admission_date", "Aufnahme"],
    ["status", "Zustand"],
  ] as const) {
    await part("Columns").getByLabel(ours).fill(theirs);
  }
  await page.getByLabel("The file’s name").check();
  await page.getByLabel("What the name looks like").fill("adt_{yyyyMMdd-HHmm}*.csv");
  await page.getByRole("button", { name: "stationär: Active" }).click();
  // Read anew after each change: these are the rows after the last.
  await expect
    .poll(() => rowsOf("Sample", "First rows"))
    .toEqual([
      expect.arrayContaining(["2", "Yes", "P7", "Jürgen Groß", "Süd"]),
      expect.arrayContaining([expect.stringMatching(/^No\s*Aufnahme: is no date and time/)]),
    ]);
  await see(/of the first 2 rows would not go in/);
  await looksRight();
  await main.click();
  await see("Saved.");

  await page.getByRole("button", { name: "Make a token" }).click();
  const token = await page.locator(".copied pre").first().textContent();
  expect(await page.locator(".copied pre").last().textContent()).toContain(`TOKEN=${token}`);
  await looksRight();
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(`${product.url}/api/v1${path}`, {
      ...init,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    });
  const announce = () =>
    ask("/uploads", {
      method: "POST",
      body: JSON.stringify({ name: "adt_20260121-0800.csv", size: file.length }),
    });
  const { url, fileId } = (await (await announce()).json()) as Upload;
  expect((await fetch(url, { method: "PUT", body: file })).status).toBe(200);
  const report = async () => (await (await ask(`/uploads/${fileId}`)).json()) as UploadReport;
  await expect.poll(async () => (await report()).state).toMatch(/^(done|failed)$/);
  expect(await report()).toMatchObject({
    state: "done",
    feed: "west-adt",
    sentBy: "feed",
    asOfFrom: "name",
    counts: { rows: 2, stored: 1, rejected: 1 },
    rejected: [{ line: 3 }],
  });
  await page.goto(`/staff/uploads?file=${fileId}`);
  await see("2 rows: 1 new or changed, 1 rejected");
  await see("windows-1252 (Latin-1), semicolons between");
  await part("Report").getByRole("link", { name: "west-adt" }).click();

  // Lines that are pasted are read as a file would be.
  await page.getByText("Paste some lines instead").click();
  await page
    .getByLabel("Header and some rows")
    .fill("Fall;Pat.-Nr.;Name;Zustand\nA9;P9;Åsa;Urlaub\n");
  await see("Urlaub");
  await expect
    .poll(async () => (await rowsOf("Sample", "First rows"))[0])
    .toEqual(expect.arrayContaining(["2", "Yes", "P9", "Åsa"]));

  await page.getByRole("button", { name: /^Revoke: token/ }).click();
  await page.getByRole("button", { name: /^Revoke now: token/ }).click();
  await see("No token yet.");
  expect((await announce()).status).toBe(401);
  expect((await ask(`/uploads/${fileId}`)).status).toBe(401);
  // What the server answered to the revoked token is no error of a page.
  expect(desk.problems).toEqual([]);
  expect(product.failures()).toEqual([]);
});
