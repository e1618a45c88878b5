import { flowRangeSchema } from "@throughline/shared/figures.ts";
import { liveSchema } from "@throughline/shared/live.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as z from "zod/mini";
import { openPhone, type Phone } from "./browser.ts";
import { pushHospitalDay } from "./hospital.ts";
import { said, scan, seeConfirmation } from "./patient-page.ts";
import { type Product, startProduct } from "./product.ts";

let product: Product;
let desk: Phone;
let today: string;

beforeAll(async () => {
  product = await startProduct();
  for (const daysAgo of [7, 0]) await pushHospitalDay(product, { daysAgo, scans: 300, seed: 5 });
  desk = await openPhone(product, { width: 1440, height: 900 });
  await desk.page.goto(product.signInUrl);
  await desk.page.waitForURL("**/staff/flow*");
  await desk.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  today = (await product.figures()).day;
});
afterAll(async () => {
  await desk?.close();
  await product?.remove();
});

const askRange = async (query: string) => {
  const answer = await product.api(`/sites/main/flow?${query}`);
  return z.parse(flowRangeSchema, await answer.json());
};
const seeRow = (name: RegExp) => desk.page.getByRole("row", { name }).first().waitFor();

test("two days stand side by side with the same filter, and the address tells it all", async () => {
  const { page } = desk;
  await page.getByLabel("Compare with").selectOption("week");
  await page.locator("summary", { hasText: "Filter" }).click();
  await page.getByRole("checkbox", { name: "None given" }).check();
  const week = new Date(Date.parse(today) - 7 * 86_400_000).toISOString().slice(0, 10);
  const [now, before] = await Promise.all(
    [today, week].map((day) => askRange(`from=${day}&to=${day}&reasons=-`)),
  );
  if (!now || !before) throw new Error("no figures");
  expect(now.visits).toBeGreaterThan(0);
  expect(before.visits).toBeGreaterThan(0);
  const visits = new RegExp(`^Visits ${now.visits} ${before.visits} `);
  await seeRow(visits);
  await page.getByText("Computed from the single scans", { exact: false }).waitFor();
  await expect.poll(() => new URL(page.url()).search).toBe("?compare=week&reasons=-");
  await page.reload();
  await seeRow(visits);
});

test("a scan moves the board by itself, and a target that is passed is named", async () => {
  const { page } = desk;
  await page.goto("/staff/board");
  await page.getByText("No step has a target. Targets are set in the settings.").waitFor();
  const tile = page.locator(".board-station", { hasText: "Immunizations" });
  const count = async () => Number(await tile.locator(".board-count").textContent());
  const before = await count();
  const phone = await openPhone(product);
  await scan(phone.page, "immunizations");
  await seeConfirmation(phone.page, "Immunizations", said.received);
  await tile
    .locator(".board-count")
    .getByText(String(before + 1), { exact: true })
    .waitFor();
  await phone.close();

  // Sound is off until somebody turns it on; two notes tell that it is, and two more of a breach.
  await page.evaluate(() => {
    const make = AudioContext.prototype.createOscillator;
    Object.assign(window, { notes: 0 });
    AudioContext.prototype.createOscillator = function () {
      (window as unknown as { notes: number }).notes += 1;
      return make.call(this);
    };
  });
  const notes = () => page.evaluate(() => (window as unknown as { notes: number }).notes);
  await page.getByRole("button", { name: "Turn sound on" }).click();
  await page.getByRole("button", { name: "Turn sound off" }).waitFor();
  await expect.poll(notes).toBe(2);

  const { version, settings } = await (await product.api("/sites/main/settings")).json();
  settings.targets = [{ from: "immunizations", to: "check-out", seconds: 1, minPercent: 100 }];
  const saved = await product.api("/sites/main/settings", {
    method: "PUT",
    body: JSON.stringify({ version, settings }),
  });
  expect(saved.status).toBe(200);
  await page.locator(".board-target", { hasText: "Immunizations → Check-Out" }).waitFor();
  const live = z.parse(liveSchema, await (await product.api("/sites/main/flow/live")).json());
  expect(live.pastTarget[0]?.waits).toHaveLength(before + 1);
  await expect.poll(notes).toBe(4);
});

test("without a network board and dashboard show what was last known, and how old it is", async () => {
  const { page } = desk;
  const { inside } = z.parse(liveSchema, await (await product.api("/sites/main/flow/live")).json());
  await desk.context.setOffline(true);
  await page.reload();
  await page.getByText("The server cannot be reached.").waitFor();
  const card = page.locator(".figure-card").filter({ hasText: "Inside now" });
  await card.getByText(String(inside), { exact: true }).waitFor();
  await page.getByText(/^Not live\. As of .* (s|min) ago\.$/).waitFor();
  await page.goto("/staff/flow?compare=week&reasons=-");
  await page
    .locator(".comparison")
    .getByRole("row", { name: /^Visits / })
    .waitFor();
  await page.locator(".freshness-stale").first().waitFor();
  await page.goto("/staff/flow?day=2020-02-03");
  await page.getByText("Nothing is known of this period yet").waitFor();
  await page.locator("main li a").first().click();
  await page.locator(".figure-card").first().waitFor();
  await page.locator(".freshness-stale").first().waitFor();
  await desk.context.setOffline(false);
  await page.locator(".freshness-stale").first().waitFor({ state: "hidden" });
  expect(product.failures()).toEqual([]);
});
