import { afterAll, beforeAll, expect, test } from "vitest";
import { loadCatalogue } from "../src/i18n/catalogue.ts";
import { loadFirstStrings } from "../src/i18n/first.ts";
import { openPhone } from "./browser.ts";
import { prepareOffline, said, scan, see, seeConfirmation } from "./patient-page.ts";
import { type Product, startProduct } from "./product.ts";

let product: Product;

beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product?.remove());

test("a phone opens in its own language, and its reader's choice is kept, also offline", async () => {
  const phone = await openPhone(product, { locale: "hi-IN" });
  const { page } = phone;
  await prepareOffline(page);
  await see(page, (await loadCatalogue.hi()).timeline.emptyTitle);
  await page.getByRole("button", { name: "中文" }).click();
  await see(page, (await loadCatalogue.zh()).timeline.emptyTitle);

  await phone.context.setOffline(true);
  await scan(page, "vitals");
  const chinese = await loadFirstStrings("zh");
  await seeConfirmation(page, "Vitals", chinese.waiting);
  expect(await page.locator(".purpose").textContent()).toBe(chinese.purpose);
  // A language that this phone has never spoken: its words are kept all the same.
  await page.getByRole("button", { name: "Deutsch" }).click();
  await seeConfirmation(page, "Vitals", (await loadFirstStrings("de")).waiting);
  await see(page, (await loadCatalogue.de()).timeline.title);

  // The station has no German label, so it stands as the posters say it, and is marked as English.
  const shown = page.locator(".confirmation h1 bdi, .timeline bdi");
  const langs = await shown.evaluateAll((names) => names.map((name) => (name as HTMLElement).lang));
  expect(new Set(langs)).toEqual(new Set(["en"]));
  await see(
    page,
    (await loadCatalogue.de()).timeline.siteWording.replace("{language}", "Englisch"),
  );
  expect(phone.problems.filter((problem) => !/ERR_INTERNET_DISCONNECTED/.test(problem))).toEqual(
    [],
  );
  await phone.close();
});

test("a scan waits for no words: the tick, the station and the time come without", async () => {
  const phone = await openPhone(product, { workers: false });
  const { page } = phone;
  let deliver = () => {};
  const held = new Promise<void>((resolve) => {
    deliver = resolve;
  });
  await page.route("**/p/first-*.js", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto("/s/lab", { waitUntil: "commit" });
  await page.locator(".tick").waitFor();
  expect(await page.locator(".station").textContent()).toBe("Lab");
  expect(await page.locator(".time").textContent()).toMatch(/\d:\d\d/);
  expect(await page.locator(".status").textContent()).toBe("");
  await expect.poll(async () => (await product.figures()).scans).toBeGreaterThan(0);
  deliver();
  await seeConfirmation(page, "Lab", said.received);
  await phone.close();
});
