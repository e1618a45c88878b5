import { readFileSync } from "node:fs";
import type { SettingsResponse } from "@throughline/shared/api.ts";
import { addDays } from "@throughline/shared/calendar.ts";
import { weekOf } from "@throughline/shared/week.ts";
import type { Download } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findBarriers } from "./axe.ts";
import { openPhone, type Phone } from "./browser.ts";
import { pushHospitalDay } from "./hospital.ts";
import { canReadPrints, countSheets } from "./printed.ts";
import { type Product, startProduct } from "./product.ts";

let product: Product;
let desk: Phone;
let yesterday = "";

beforeAll(async () => {
  product = await startProduct();
  await pushHospitalDay(product, { daysAgo: 1, scans: 700, seed: 12 });
  yesterday = addDays((await product.figures()).day, -1);
  desk = await openPhone(product, { width: 1440, height: 900 });
  await desk.page.goto(product.signInUrl);
  await desk.page.waitForURL("**/staff/flow*");
});
afterAll(async () => {
  await desk?.close();
  await product?.remove();
});

const textOf = async (download: Download) => readFileSync(await download.path(), "utf8");
const downloadNow = async () => {
  const [download] = await Promise.all([
    desk.page.waitForEvent("download"),
    desk.page.getByRole("link", { name: "Download" }).click(),
  ]);
  return { name: download.suggestedFilename(), text: await textOf(download) };
};

test("visits leave the house only after a warning, figures without their small counts", async () => {
  const { page } = desk;
  await page.goto(`/staff/flow?day=${yesterday}`);
  await page.getByRole("button", { name: "Export" }).click();
  const dialog = page.getByRole("dialog", { name: "Export" });
  await dialog.getByRole("radio", { name: /XES/ }).check();
  await page.waitForURL("**export=xes");
  expect(await dialog.getByRole("button", { name: "Download" }).isDisabled()).toBe(true);
  expect(await findBarriers(page)).toEqual([]);
  await dialog.getByRole("checkbox").check();
  const xes = await downloadNow();
  expect(xes.name).toBe(`throughline-main-${yesterday}-${yesterday}.xes`);
  const { visits } = await product.figures(yesterday);
  expect(xes.text.match(/<trace>/g)).toHaveLength(visits);

  await dialog.getByRole("radio", { name: /Figures of each day/ }).check();
  const days = await downloadNow();
  expect(JSON.parse(days.text)).toMatchObject({ smallCells: "hidden", days: [{ visits }] });
  await dialog.getByRole("checkbox", { name: "Include counts of 1 to 10 visits" }).check();
  expect(await dialog.getByRole("button", { name: "Download" }).isDisabled()).toBe(true);
  await dialog.getByRole("checkbox", { name: "I know this" }).check();
  expect(JSON.parse((await downloadNow()).text)).toMatchObject({ smallCells: "shown" });

  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  await page.waitForURL((url) => !url.searchParams.has("export"));
});

/** The counts that stand on paper, in the columns of a table that count. */
const printedCounts = (heading: string) =>
  desk.page.locator("main table:visible").evaluateAll(
    (tables, name) =>
      tables.flatMap((table) => {
        const headings = [...table.querySelectorAll("thead th")];
        const column = headings.findIndex(({ textContent }) => textContent?.startsWith(name));
        return column === -1
          ? []
          : [...table.querySelectorAll("tbody tr")].map(
              (row) => row.children[column]?.textContent ?? "",
            );
      }),
    heading,
  );
const isSmall = (text: string) => /^([1-9]|10)$/.test(text);

test("paper hides small counts, unless the full ones are asked for after a warning", async () => {
  const { page } = desk;
  await page.goto(`/staff/flow?day=${yesterday}&export=print`);
  const dialog = page.getByRole("dialog", { name: "Export" });
  await dialog.waitFor();
  await page.emulateMedia({ media: "print" });
  await page.getByText("Counts of 1 to 10 visits are hidden").waitFor();
  expect(await page.locator("canvas:visible").count()).toBe(0);
  const counts = [...(await printedCounts("n")), ...(await printedCounts("Visits"))];
  expect(counts).toContain("hidden");
  expect(counts.filter((text) => Number(text) > 10).length).toBeGreaterThan(5);
  expect(counts.filter(isSmall)).toEqual([]);

  await page.emulateMedia({ media: null });
  const onScreen = async () => (await printedCounts("n")).filter(isSmall).length;
  await expect.poll(onScreen).toBeGreaterThan(5);
  await page.evaluate(() => {
    window.print = () => {
      const text = document.querySelector("main")?.textContent;
      Object.assign(window, { printed: text });
      window.dispatchEvent(new Event("afterprint"));
    };
  });
  await dialog.getByRole("checkbox", { name: "Include counts of 1 to 10 visits" }).check();
  await dialog.getByRole("checkbox", { name: "I know this" }).check();
  await dialog.getByRole("button", { name: "Print" }).click();
  await page.waitForFunction(() => "printed" in window);
  expect(await page.evaluate("window.printed")).toContain("not to be passed on");
  await page.getByText("not to be passed on").waitFor({ state: "detached" });
});

test("paper says too that the site was closed on some of the days", async () => {
  const { page } = desk;
  await page.goto(`/staff/flow?from=${addDays(yesterday, -6)}&to=${yesterday}&openHours=true`);
  await page.emulateMedia({ media: "print" });
  await page.getByText("The site is closed on 2 of these 7 days.").waitFor();
  await page.emulateMedia({ media: null });
});

test("the weekly report fits one page, A4 and Letter, with as many targets as there are", async () => {
  const { page } = desk;
  const answer = await product.api("/sites/main/settings");
  const { settings, version } = (await answer.json()) as SettingsResponse;
  const { transitions } = await product.figures(yesterday);
  const targets = transitions
    .slice(0, 12)
    .map(({ fromCode, toCode }) => ({ from: fromCode, to: toCode, seconds: 600, minPercent: 80 }));
  const body = JSON.stringify({ version, settings: { ...settings, targets } });
  expect((await product.api("/sites/main/settings", { method: "PUT", body })).status).toBe(200);

  await page.goto(`/staff/report?week=${weekOf(yesterday)}`);
  await page.getByRole("columnheader", { name: "Within target" }).waitFor();
  const weekBefore = Number(weekOf(addDays(yesterday, -7)).slice(-2));
  await page.getByRole("columnheader", { name: `Week ${weekBefore}`, exact: true }).waitFor();
  await page.getByText(/\d+ targets are left out: fewer visits made those steps\./).waitFor();
  await expect.poll(async () => (await printedCounts("n")).filter(isSmall)).toEqual([]);
  expect(await findBarriers(page)).toEqual([]);
  if (canReadPrints) {
    expect([await countSheets(page, "A4"), await countSheets(page, "Letter")]).toEqual([1, 1]);
  }
  await page.getByRole("button", { name: "Week before" }).click();
  await page.waitForURL(`**week=${weekOf(addDays(yesterday, -7))}`);
  expect(desk.problems).toEqual([]);
  expect(product.failures()).toEqual([]);
});
