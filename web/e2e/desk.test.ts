import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { lisFile, pmsFile, simulateWard } from "@throughline/shared/testing/ward-files.ts";
import { clinicDay } from "@throughline/shared/time.ts";
import { alertFiguresSchema, monitoringSchema } from "@throughline/shared/ward-api.ts";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkState } from "./barriers.ts";
import { openPhone, type Phone } from "./browser.ts";
import { clippedTexts, overEdge, smallTargets } from "./layout.ts";
import { type Product, startProduct } from "./product.ts";
import { sendFile } from "./ward-files.ts";

const HOUR_MS = 3_600_000;
const nowMs = Date.now();
/** Whole seconds, as files write them. */
const floor = (ms: number) => Math.floor(ms / 1_000) * 1_000;
const simulated = simulateWard({ seed: 5, nowMs, wards: ["4A", "4B"], bedsPerWard: 14 });
const stays = simulated.stays.map((stay) => ({ ...stay, admittedMs: floor(stay.admittedMs) }));
const { tests } = simulated;
const pms = pmsFile(stays);
const lis = lisFile(tests);

/** When each stay was tested, from the files alone. */
const momentsOf = (patientId: string) =>
  tests
    .filter((one) => one.patientId === patientId && one.status !== "ordered")
    .map(({ performedMs }) => performedMs);
const gapOf = ({ patientId, admittedMs }: (typeof stays)[number]) =>
  (nowMs - Math.max(admittedMs, ...momentsOf(patientId))) / HOUR_MS;
const active = stays.filter(({ dischargedMs }) => dischargedMs === null);
/** None is so near a threshold that the time a test takes decides. */
const overdue = (hours: number, ward?: string) =>
  active.filter((stay) => (ward ?? stay.ward) === stay.ward && gapOf(stay) >= hours);

let product: Product;
let desk: Phone;
let page: Page;
beforeAll(async () => {
  product = await startProduct({ monitorMs: 1_000 });
  desk = await openPhone(product, { width: 1440, height: 900 });
  ({ page } = desk);
  await page.goto(product.signInUrl);
  await page.waitForURL("**/staff/flow*");
});
afterAll(async () => {
  await desk?.close();
  await product?.remove();
});

const see = (text: string | RegExp) => page.getByText(text).first().waitFor();
const rows = (name: string) => page.getByRole("table", { name }).locator("tbody tr");
const csv = (name: string, text: string) => ({
  name,
  mimeType: "text/csv",
  buffer: Buffer.from(text),
});
/** The page as it stands, on a page zoomed to 400 % (WCAG 2.2, 1.4.10). */
const checkNarrow = async () => {
  await page.setViewportSize({ width: 320, height: 800 });
  // A chart follows its window a moment later.
  await expect.poll(() => overEdge(page)).toBe(0);
  await expect.poll(() => clippedTexts(page)).toEqual([]);
  await expect.poll(() => smallTargets(page)).toEqual([]);
  await page.setViewportSize({ width: 1440, height: 900 });
};
const choose = (label: string, file: ReturnType<typeof csv>) =>
  page.getByLabel(label).setInputFiles(file);

test("a threshold tried on files of the past tells what sorting them by hand tells", async () => {
  await page.goto("/staff/backtest");
  await choose("Lab tests", csv("pms.csv", pms));
  await see("This is a file of patients and admissions.");
  await choose("Patients and admissions", csv("pms.csv", pms));
  const run = page.getByRole("button", { name: "Run it" });
  expect(await run.isDisabled()).toBe(true);
  await choose(
    "Lab tests",
    csv("lis.csv", `${lis}T-bad,${stays[0]?.patientId},,CRP,soon,1,final,\r\n`),
  );

  const end = Math.max(
    ...tests.map(({ performedMs }) => performedMs),
    ...stays.flatMap(({ admittedMs, dischargedMs }) => [admittedMs, dischargedMs ?? 0]),
  );
  const begin = Math.min(...stays.map(({ admittedMs }) => admittedMs));
  const episodesOf = (hours: number) =>
    stays.flatMap(({ patientId, admissionId, admittedMs, dischargedMs, ward }) => {
      const until = dischargedMs ?? end;
      const moments = momentsOf(patientId).filter((at) => at <= until);
      return [admittedMs, ...moments].flatMap((since, index) => {
        const dueMs = since + hours * HOUR_MS;
        return (moments[index] ?? until) > dueMs ? [{ admissionId, ward, dueMs }] : [];
      });
    });
  for (const hours of [48, 24]) {
    await page.getByLabel("Threshold, in hours").fill(String(hours));
    await run.click();
    const episodes = episodesOf(hours);
    const concerned = new Set(episodes.map(({ admissionId }) => admissionId)).size;
    const days = Math.round((end - begin) / (24 * HOUR_MS));
    await see(`With ${hours} hours, nurses would have seen about`);
    await see(`${episodes.length} in ${days} days, on 2 wards. They concern ${concerned} of`);
    const told = async () =>
      (await rows("Alerts by ward").allInnerTexts()).map((row) =>
        row.split("\t").slice(0, 2).join(" "),
      );
    const wards = ["4A", "4B"].map(
      (ward) => `${ward} ${episodes.filter((one) => one.ward === ward).length}`,
    );
    await expect.poll(told).toEqual(expect.arrayContaining(wards));
    const first = episodes.map(({ dueMs }) => clinicDay(dueMs, product.timeZone)).sort()[0];
    const nOfFirst = episodes.filter(
      ({ dueMs }) => clinicDay(dueMs, product.timeZone) === first,
    ).length;
    const byDay = await rows("Alerts by day").allInnerTexts();
    expect(byDay.map((row) => Number(row.split("\t")[1])).find((n) => n > 0)).toBe(nOfFirst);
  }
  expect(await rows("Thresholds that were tried").count()).toBe(2);
  await see("1 row counted for nothing.");
  await page.getByText("Lab tests: rows that counted for nothing").click();
  expect(await rows("Rejected rows").allInnerTexts()).toEqual([
    expect.stringContaining(`${tests.length + 2}\ttest_date`),
  ]);
  await checkState(page);
  await checkNarrow();
  await page.getByLabel("From (all, if empty)").fill("2026-03-02");
  await page.getByLabel("To (all, if empty)").fill("2026-03-01");
  await see("The first day comes after the last.");
  // Nothing of the files has stayed.
  expect(await (await product.api("/patients")).json()).toMatchObject({ patients: [] });
  expect(await (await product.api("/uploads")).json()).toMatchObject({ files: [] });
});

test("from the list of patients to a result's line in its file", async () => {
  // In this order no bed looks untested for a moment.
  await sendFile(product, "lis.csv", lis);
  await sendFile(product, "pms.csv", pms);
  await page.goto("/staff/patients");
  await expect.poll(() => rows("Stays").count()).toBe(active.length);
  await page.getByLabel("Ward", { exact: true }).selectOption("4B");
  const hours = page.getByLabel("No test for at least, in hours");
  await hours.fill("30");
  await hours.press("Enter");
  const expected = overdue(30, "4B").sort((one, other) => gapOf(other) - gapOf(one));
  await expect.poll(() => rows("Stays").count()).toBe(expected.length);
  await page.getByRole("button", { name: "Without a test" }).click();
  const shown = async () =>
    (await rows("Stays").allInnerTexts()).map((row) => /P1\d{4}/.exec(row)?.[0]);
  await expect.poll(shown).toEqual(expected.map(({ patientId }) => patientId));
  await expect.poll(() => page.url()).toContain("hours=30");
  await checkState(page);

  // Who has a trend: most results of one type.
  const known = tests.filter(({ status }) => status !== "ordered");
  const lineOfResults = ({ patientId, testType }: (typeof known)[number]) =>
    known.filter((one) => one.patientId === patientId && one.testType === testType);
  const results = known
    .map(lineOfResults)
    .reduce((longest, one) => (one.length > longest.length ? one : longest), []);
  const { patientId = "", testType = "" } = results[0] ?? {};
  await page.goto("/staff/patients?status=all");
  await page.getByLabel("Search in what is loaded").fill(patientId);
  await page.locator(".row-link").click();
  const stay = stays.find((one) => one.patientId === patientId);
  await page.getByRole("heading", { level: 1, name: stay?.lastName }).waitFor();
  await page.getByLabel("Type of test").selectOption(testType);
  await page.locator(".chart canvas").waitFor();
  await expect
    .poll(async () =>
      (await rows(`Results of ${testType}`).allInnerTexts()).map((row) => row.split("\t")[1]),
    )
    .toEqual(results.map(({ result }) => result).toReversed());

  const latest = tests.filter((one) => one.patientId === patientId).at(-1);
  const lineOf = lis.split("\r\n").findIndex((text) => text.startsWith(`${latest?.testId},`)) + 1;
  const said = rows("Tests").first();
  await said.getByText(`lis.csv, line ${lineOf}, as of`).waitFor();
  await checkState(page);
  await said.getByRole("link", { name: "lis.csv" }).click();
  await page.waitForURL("**/staff/uploads*file=*");
  await page.getByRole("heading", { name: "lis.csv" }).waitFor();
});

test("a long list comes page by page, and keeps what is loaded when one does not come", async () => {
  const shorten = (url: URL) => url.pathname.endsWith("/patients") && url.searchParams.has("limit");
  await page.route(shorten, (route) =>
    route.continue({
      url: route
        .request()
        .url()
        .replace(/limit=\d+/, "limit=10"),
    }),
  );
  const more = page.getByRole("button", { name: "Load more" });
  await page.goto("/staff/patients");
  await see("10 stays loaded: search and order are among these");
  await page.context().setOffline(true);
  await more.click();
  await see("What is loaded stays.");
  expect(await rows("Stays").count()).toBe(10);
  await page.context().setOffline(false);
  await more.click();
  await expect.poll(() => rows("Stays").count()).toBe(20);
  await page.getByText("What is loaded stays.").waitFor({ state: "detached" });
  await more.click();
  const shown = async () =>
    (await rows("Stays").allInnerTexts()).map((row) => /P1\d{4}/.exec(row)?.[0]).sort();
  await expect.poll(shown).toEqual(active.map(({ patientId }) => patientId).sort());
  await more.waitFor({ state: "detached" });
  await page.unroute(shorten);
});

test("records of one number in time order, with those that contradict each other", async () => {
  await sendFile(
    product,
    "notes.csv",
    [
      "medicalRecordNumber,dateTime,doctorsNotes,firstName,lastName",
      "007,2026-03-02T10:00:00Z,Discharged home,Ada,Nwosu",
      "007,2026-03-01T10:00:00Z,Stable,Ada,Okafor",
      "007,2026-03-01T10:00:00Z,Worse,Ada,Okafor",
      "7,2026-03-01T10:00:00Z,Somebody else,Bo,Lind",
    ].join("\n"),
  );
  await page.goto("/staff/records");
  await page.getByLabel("Medical record number").fill("007");
  await page.keyboard.press("Enter");
  await see("3 records");
  const notes = await page.locator(".record-text").allInnerTexts();
  expect([notes.slice(0, 2).sort(), notes[2]]).toEqual([["Stable", "Worse"], "Discharged home"]);
  expect(await page.getByText("Another text stands under the same time").count()).toBe(2);
  await see("From notes.csv, line 3");
  await see("These records stand under 2 names.");
  await checkNarrow();
  expect(page.url()).not.toContain("007");
  await page.goto("/staff/access");
  const readings = (text: string) => rows("Readings").filter({ hasText: text });
  await readings("A patient’s tests").first().waitFor();
  await expect.poll(() => readings("Record number 0073").count()).toBe(1);
});

test("a ward's own rule tells what it would open, and opens it", async () => {
  const alerts = async () =>
    monitoringSchema.parse(await (await product.api("/patients/monitoring")).json()).alerts.length;
  await expect.poll(alerts).toBe(overdue(48).length);
  await page.goto("/staff/settings/wards");
  const ward = page.getByLabel("Ward", { exact: true });
  await ward.selectOption("4A");
  const calls: unknown[] = [];
  const pager = createServer(async (request, response) => {
    calls.push(await json(request));
    response.end();
  }).listen(0, "127.0.0.1");
  await once(pager, "listening");
  const { port } = pager.address() as AddressInfo;
  const webhook = page.getByLabel("Call a webhook", { exact: true });
  await webhook.fill(`http://127.0.0.1:${port}/pages`);
  const trial = page.getByRole("button", { name: "Send a test message", exact: true });
  await trial.click();
  await see("Webhook: sent.");
  expect(calls).toMatchObject([{ type: "test", site: "main" }]);
  pager.close();
  pager.closeAllConnections();
  await trial.click();
  await see("not sent (");
  await webhook.fill("none");
  await page.getByRole("button", { name: "Give it its own rules" }).click();
  await page.getByLabel(/^Due after, in hours on 4A/).fill("20");
  await page.getByRole("button", { name: "Preview" }).click();
  const added = overdue(20, "4A").length - overdue(48, "4A").length;
  expect(added).toBeGreaterThan(1);
  await see(`Saving would open ${added} alerts and close 0, of ${active.length} active stays.`);
  await checkState(page);
  await checkNarrow();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await see("Saved.");
  await expect.poll(alerts).toBe(overdue(48).length + added);
  const figures = async () => {
    const today = clinicDay(Date.now(), product.timeZone);
    const answer = await product.api(`/alerts/figures?from=${today}&to=${today}`);
    return alertFiguresSchema.parse(await answer.json()).openNow;
  };
  await expect.poll(figures).toBe(overdue(48).length + added);

  await page.goto("/staff/alerts");
  await page
    .locator(".figure-card", { hasText: "Over their threshold now" })
    .getByText(String(overdue(48).length + added), { exact: true })
    .waitFor();
  await expect
    .poll(async () =>
      (await rows("Alerts by ward").allInnerTexts()).map((row) => row.split("\t").slice(0, 2)),
    )
    .toEqual([
      ["4A", String(overdue(20, "4A").length)],
      ["4B", String(overdue(48, "4B").length)],
    ]);
  expect(desk.problems.filter((text) => !text.includes("INTERNET_DISCONNECTED"))).toEqual([]);
  expect(product.failures()).toEqual([]);
});

test("who signs out is told of an edit that is not saved, and leaves nothing of it", async () => {
  const kept = () => page.evaluate(() => Object.keys(sessionStorage));
  await page.goto("/staff/settings/wards");
  await page.getByLabel("Call a webhook", { exact: true }).fill("https://pager.example/");
  await page.goto("/staff/alerts");
  expect(await kept()).toHaveLength(1);
  await page.getByRole("button", { name: "Sign out" }).click();
  await see("A change to the settings is not saved.");
  await checkState(page);
  await page.getByRole("button", { name: "Discard it and sign out" }).click();
  await see("You are signed out");
  await see("A change to the settings that was not saved is gone.");
  await expect.poll(kept).toEqual([]);
});
