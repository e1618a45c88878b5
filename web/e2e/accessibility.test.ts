import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ar } from "../src/i18n/ar.ts";
import { loadCatalogue } from "../src/i18n/catalogue.ts";
import { first } from "../src/i18n/first/ar.ts";
import { languages } from "../src/i18n/languages.ts";
import { findBarriers } from "./axe.ts";
import { openPhone, type Phone } from "./browser.ts";
import { pushHospitalDay } from "./hospital.ts";
import { clippedTexts, overEdge, smallTargets } from "./layout.ts";
import { prepareOffline, said, scan, see, seeConfirmation } from "./patient-page.ts";
import { type Product, startProduct } from "./product.ts";
import { type Bed, lisFile, pmsFile, sendFile } from "./ward-files.ts";
import { signIn } from "./ward-tablet.ts";

let product: Product;
const LONG_NAME = "labs_with_no_place_to_break_of_the_central_hospital_20261120180000000.csv";
/** A file some of whose rows did not go in. */
let rejected: string;

const beds: Bed[] = [
  { bed: "3", name: ["سلمى", "حدّاد"], admittedHoursAgo: 51, testedHoursAgo: null },
  {
    bed: "7",
    name: ["Wolfgang Amadeus", "Müller-Lüdenscheidt von und zu Hohenstein"],
    admittedHoursAgo: 100,
    testedHoursAgo: 61,
  },
];

beforeAll(async () => {
  product = await startProduct();
  await pushHospitalDay(product, { daysAgo: 0, scans: 400, seed: 3 });
  await sendFile(product, "stays.csv", pmsFile(beds));
  const lines = `${lisFile(beds)}T8,P-4B-7,CRP,2026-01-20,,4,Entnommen\r\nT9,P-4B-7\r\nT10,P-4B-7,CRP,2026-01-20,,8,final\r\n`;
  ({ fileId: rejected } = await sendFile(product, LONG_NAME, lines));
});
afterAll(() => product?.remove());

/** Every page, with what to wait for on it. */
const staffPages = (): [path: string, ready: string][] => [
  ["/staff/flow", "canvas"],
  ["/staff/report", ".report-sections"],
  ["/staff/board", ".board-station"],
  ["/staff/posters", ".poster-code"],
  ["/staff/slips", ".sheet"],
  ["/staff/station", "h1"],
  ["/staff/settings", "form.settings"],
  [`/staff/uploads?file=${rejected}`, "table"],
  ["/staff/settings/feeds", ".new-site"],
  ["/staff/settings/feeds?feed=lis", ".unknown-word"],
  ["/staff/settings/wards", "form.settings"],
  ["/staff/wards", ".ward-card"],
  ["/staff/ward/4B", ".ward-row"],
  ["/staff/patients", "table"],
  ["/staff/patients/P-4B-7", "canvas"],
  ["/staff/records", "form"],
  ["/staff/alerts", "canvas"],
  ["/staff/backtest", ".history-files"],
  ["/staff/access", "table"],
];
/** The same pages as people may find them too. */
const furtherStates: [path: string, ready: string][] = [
  ["/staff/flow?day=2020-02-03", "h1"],
  ["/staff/flow?compare=week&hours=8-16", ".comparison table"],
  ["/staff/flow?export=events", "dialog"],
  ["/staff/posters?per-page=4", ".poster-code"],
];

describe.each([false, true])("dark: %s", (dark) => {
  let phone: Phone;
  beforeAll(async () => {
    phone = await openPhone(product, { dark });
  });
  afterAll(() => phone?.close());

  test("the patient's page, empty, confirmed, refused and offline", async () => {
    const { page } = phone;
    await page.goto("/visit");
    await see(page, said.timeline.emptyTitle);
    expect(await findBarriers(page)).toEqual([]);
    await prepareOffline(page);
    await scan(page, "vitals");
    await seeConfirmation(page, "Vitals", said.received);
    await page.locator(".timeline li").waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await scan(page, "nowhere");
    await see(page, said.refused);
    expect(await findBarriers(page)).toEqual([]);
    await phone.context.setOffline(true);
    await scan(page, "lab");
    await seeConfirmation(page, "Lab", said.waiting);
    await page.locator(".timeline li").first().waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await phone.context.setOffline(false);
  });

  test("the staff's pages, signed out, with figures and without", async () => {
    const { page } = phone;
    await page.goto("/staff/flow");
    expect(await findBarriers(page)).toEqual([]);
    const link = await product.api("/sign-in-links", { method: "POST" });
    await page.goto(((await link.json()) as { url: string }).url);
    await page.waitForURL("**/staff/flow*");
    await page.locator("canvas").first().waitFor();
    expect(await findBarriers(page)).toEqual([]);
    for (const [path, ready] of [...staffPages(), ...furtherStates]) {
      await page.goto(path);
      await page.locator(ready).first().waitFor();
      expect([path, await findBarriers(page)]).toEqual([path, []]);
    }
  });
});

test("forced colours leave the shapes of a ward and the place in the navigation", async () => {
  const phone = await openPhone(product);
  const { page } = phone;
  await page.emulateMedia({ forcedColors: "active" });
  await signIn(product, phone, "/staff/ward/4B");
  await page.locator(".ward-row").first().waitFor();
  const told = await page.evaluate(() => {
    const look = (selector: string) =>
      getComputedStyle(document.querySelector(selector) as Element);
    return {
      shape: look(".ward-row .ward-shape").forcedColorAdjust,
      here: look(".nav a[aria-current]").borderBottomColor,
      elsewhere: look(".nav a:not([aria-current])").borderBottomColor,
      behind: look("body").backgroundColor,
    };
  });
  expect(told.shape).toBe("none");
  expect(told.here).not.toBe(told.behind);
  expect(told.elsewhere).toBe(told.behind);
  await phone.close();
});

test("the patient's page from right to left", async () => {
  const phone = await openPhone(product, { locale: "ar" });
  const { page } = phone;
  await scan(page, "vitals");
  await see(page, first.received);
  await see(page, ar.timeline.title);
  expect(
    await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir]),
  ).toEqual(["ar", "rtl"]);
  expect(await findBarriers(page)).toEqual([]);
  await phone.close();
});

const openEverything = async (page: Page) => {
  for (const summary of await page.locator("summary").all()) await summary.click();
};

describe.each([
  // 1280 px at 400 % (WCAG 2.2, 1.4.10).
  ["a page that is zoomed to 400 %", { width: 320 }],
  // WCAG 2.2, 1.4.4.
  [
    "a page whose text is twice as large",
    { width: 820, args: ["--blink-settings=defaultFontSize=32"] },
  ],
] as const)("%s", (_name, options) => {
  let phone: Phone;
  beforeAll(async () => {
    phone = await openPhone(product, options);
  });
  afterAll(() => phone?.close());

  const check = async (page: Page, where: string) => {
    // A chart follows its window a moment later.
    await expect.poll(() => overEdge(page), { message: where }).toBe(0);
    await expect.poll(() => clippedTexts(page), { message: where }).toEqual([]);
    await expect.poll(() => smallTargets(page), { message: where }).toEqual([]);
  };

  test("the patient's page is whole, and all of it can be hit", async () => {
    const { page } = phone;
    await scan(page, "immunizations");
    await page.locator(".timeline li").waitFor();
    await openEverything(page);
    for (const { tag, name } of languages) {
      // Unfolds the names where there is room for one line only.
      const toggle = page.locator(".language-toggle");
      if (await toggle.isVisible()) await toggle.click();
      await page.getByRole("button", { name, exact: true }).last().click();
      await see(page, (await loadCatalogue[tag]()).timeline.title);
      await check(page, tag);
    }
  });

  test("the staff's pages are whole, and all of them can be hit", async () => {
    const { page } = phone;
    const link = await product.api("/sign-in-links", { method: "POST" });
    await page.goto(((await link.json()) as { url: string }).url);
    await page.waitForURL("**/staff/flow*");
    for (const [path, ready] of staffPages()) {
      await page.goto(path);
      await page.locator(ready).first().waitFor();
      await check(page, path);
    }
  });
});
