import { addDays } from "@throughline/shared/calendar.ts";
import type { FlowDay } from "@throughline/shared/figures.ts";
import type { Entry, PushRequest } from "@throughline/shared/journal.ts";
import { clinicDay } from "@throughline/shared/time.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findBarriers } from "./axe.ts";
import { openPhone, type Phone } from "./browser.ts";
import { pushHospitalDay } from "./hospital.ts";
import { said, scan, seeConfirmation } from "./patient-page.ts";
import { type Product, startProduct } from "./product.ts";

let product: Product;
let desk: Phone;
let phone: Phone;

const card = (label: string) =>
  desk.page.locator(".figure-card").filter({ has: desk.page.getByText(label, { exact: true }) });
const seeVisits = (count: number) =>
  card("Visits").locator(".figure-value").getByText(String(count), { exact: true }).waitFor();

beforeAll(async () => {
  product = await startProduct();
  desk = await openPhone(product, { width: 1440, height: 900 });
  phone = await openPhone(product);
  await desk.page.goto(product.signInUrl);
  await desk.page.waitForURL("**/staff/flow*");
});
afterAll(async () => {
  await desk?.close();
  await phone?.close();
  await product?.remove();
});

test("a scan stands on the open dashboard by itself, without a reload", async () => {
  await desk.page.getByRole("heading", { name: "Flow" }).waitFor();
  await desk.page.evaluate(() => Object.assign(window, { sameDocument: true }));
  await scan(phone.page, "entrance");
  await seeConfirmation(phone.page, "Entrance", said.received);
  await seeVisits(1);
  await scan(phone.page, "vitals");
  await seeConfirmation(phone.page, "Vitals", said.received);
  await desk.page
    .getByRole("row", { name: /Entrance.*Vitals/ })
    .first()
    .waitFor();
  expect(await desk.page.evaluate(() => "sameDocument" in window)).toBe(true);
});

test("a busy day shows the figures of the API, each with its count", async () => {
  expect(await pushHospitalDay(product, { daysAgo: 0, scans: 900, seed: 7 })).toBeGreaterThan(100);
  const figures = await product.figures();
  await seeVisits(figures.visits);
  // The page may have asked in the middle of the pushes.
  await card("Visits").getByText(`${figures.scans} scans`).waitFor();
  const busiest = figures.transitions[0];
  const row = desk.page
    .getByRole("table", { name: /Time from station to station/ })
    .getByRole("row", { name: new RegExp(`${busiest?.from}.*${busiest?.to}`) })
    .first();
  await row.getByText(String(busiest?.n)).first().waitFor();
});

test("a closed day says what came late and which tablet it waits for, until that is retired", async () => {
  const page = await desk.context.newPage();
  const day = addDays(clinicDay(Date.now(), product.timeZone), -2);
  const atMs = Date.now() - 2 * 86_400_000;
  const tablet = crypto.randomUUID();
  const stamps = { deviceAt: new Date(atMs).toISOString(), bootId: tablet, monotonicMs: 0 };
  const visit = { visitId: crypto.randomUUID(), visitDay: day, visitStartedAt: stamps.deviceAt };
  const scanned: Entry = {
    ...{ id: crypto.randomUUID(), stream: "visit", type: "scan", seq: 1, ...stamps },
    body: { ...visit, station: "lab" },
  };
  const push: PushRequest = {
    ...{ sentAt: new Date().toISOString(), bootId: tablet, monotonicMs: 0, entries: [scanned] },
    tablet: { id: tablet, station: "lab", waiting: 3 },
  };
  // Nobody can move the server's clock by a week: the answer alone says that it was silent so long.
  await page.route("**/flow/days/*", async (route) => {
    const response = await route.fetch({ maxRetries: 3 });
    const json = (await response.json()) as FlowDay;
    for (const awaited of json.provisional?.tablets ?? []) awaited.silent = true;
    await route.fulfill({ response, json });
  });
  await page.goto(`${product.url}/staff/flow?day=${day}`);
  await page.getByRole("heading", { name: "Flow" }).waitFor();
  const pushed = await page.evaluate(async (body) => {
    const answer = await fetch("/api/v1/public/sites/main/scans", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
    });
    return answer.json();
  }, JSON.stringify(push));
  expect(pushed).toMatchObject({ results: [{ status: "stored" }], tabletReported: true });
  await page.reload();
  await page.getByText("Provisional", { exact: true }).waitFor();
  await page.getByText(/scans came after the day had closed/).waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await page
    .getByRole("button", { name: `Retire: Lab, tablet ${tablet.slice(-4).toUpperCase()}` })
    .click();
  await page.getByText("Provisional", { exact: true }).waitFor({ state: "detached" });
  await page.getByText(/scans came after the day had closed/).waitFor();
  expect((await product.figures(day)).provisional).toBeNull();
  await page.goto(`${product.url}/staff/settings#tablets`);
  await page.getByRole("button", { name: /^Take up again: Lab, tablet/ }).click();
  await page.getByRole("button", { name: /^Retire: Lab, tablet/ }).waitFor();
  expect((await product.figures(day)).provisional).not.toBeNull();
  await page.unrouteAll({ behavior: "wait" });
  await page.close();
});

test("the address holds the view, and the last known figures stay when the server is gone", async () => {
  const { page } = desk;
  const { visits } = await product.figures();
  await product.stop();
  await page.getByText("The server cannot be reached", { exact: false }).first().waitFor();
  await page.reload();
  await seeVisits(visits);
  await product.restart();
  await page
    .getByText("The server cannot be reached", { exact: false })
    .first()
    // It asks anew within a minute, however often it has asked in vain.
    .waitFor({ state: "hidden", timeout: 90_000 });
});
