import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { es } from "../src/i18n/es.ts";
import { openPhone } from "./browser.ts";
import { said, scan, see, seeConfirmation } from "./patient-page.ts";
import { type Product, startProduct } from "./product.ts";

let product: Product;

beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product?.remove());

const MOST_STEPS = 80;

/** What has the focus: its text or name, and whether the focus is seen. */
const readFocus = (page: Page): Promise<{ name: string; seen: boolean }> =>
  page.evaluate(() => {
    const element = document.activeElement as HTMLElement;
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    const input = element.matches("input, select") ? element.closest("label") : null;
    return {
      name: element.getAttribute("aria-label") ?? (input ?? element).textContent?.trim() ?? "",
      seen: outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2,
    };
  });

const seeFocus = (page: Page, name: string) =>
  expect.poll(async () => (await readFocus(page)).name).toBe(name);

/** Goes on by the keyboard until something of this name has the focus; each stop must be seen. */
const tabTo = async (page: Page, name: string | RegExp): Promise<void> => {
  for (let step = 0; step < MOST_STEPS; step++) {
    await page.keyboard.press("Tab");
    const focus = await readFocus(page);
    expect(focus.seen, `the focus on “${focus.name}”`).toBe(true);
    if (typeof name === "string" ? focus.name === name : name.test(focus.name)) return;
  }
  throw new Error(`The keyboard does not reach ${name}.`);
};

test("a patient needs no more than a keyboard", async () => {
  const phone = await openPhone(product);
  const { page } = phone;
  await scan(page, "vitals");
  await seeConfirmation(page, "Vitals", said.received);
  await page.locator(".timeline li").waitFor();

  await tabTo(page, "Español");
  await page.keyboard.press("Enter");
  await see(page, es.timeline.title);
  await seeFocus(page, "Español");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  await see(page, said.timeline.title);

  await tabTo(page, said.reason.title);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await see(page, said.reason.chosen.replace("{reason}", "Check-up"));

  await tabTo(page, said.end.action);
  await page.keyboard.press("Enter");
  await tabTo(page, said.end.cancel);
  await page.keyboard.press("Enter");
  await seeFocus(page, said.end.action);
  await page.keyboard.press("Enter");
  await tabTo(page, said.end.confirm);
  await page.keyboard.press("Enter");
  await see(page, said.end.done);
  await seeFocus(page, said.end.done);
  expect(phone.problems).toEqual([]);
  await phone.close();
});

test("staff set a site up with no more than a keyboard", async () => {
  const desk = await openPhone(product, { width: 1440 });
  const { page } = desk;
  await page.goto(product.signInUrl);
  await page.waitForURL("**/staff/flow*");
  await page.getByRole("heading", { name: "Flow" }).waitFor();
  await tabTo(page, "Skip to the content");
  await tabTo(page, "Settings");
  await page.keyboard.press("Enter");
  await page.locator("form.settings").waitFor();

  await tabTo(page, "Move Entrance down");
  await page.keyboard.press("Enter");
  // The row goes down, and the focus with it.
  await seeFocus(page, "Move Entrance down");
  await tabTo(page, "Add a station");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Eye test");
  await tabTo(page, "Save");
  await page.keyboard.press("Enter");
  await page.getByText("Saved.").waitFor();
  const answer = await product.api("/sites/main/settings");
  const { settings } = (await answer.json()) as { settings: { stations: { code: string }[] } };
  const codes = settings.stations.map(({ code }) => code);
  expect([codes[0], codes[1], codes.at(-1)]).toEqual(["check-in", "entrance", "eye-test"]);
  await desk.close();
});
