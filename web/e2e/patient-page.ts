import type { Page } from "playwright-core";
import { en } from "../src/i18n/en.ts";
import { first } from "../src/i18n/first/en.ts";
import { checkState } from "./barriers.ts";

/** What the patient's page says, in English. */
export const said = { ...first, ...en };

/** Waits until a sentence, or one that matches, stands on the page. */
export const see = async (page: Page, text: string | RegExp): Promise<void> => {
  await page.getByText(text).first().waitFor();
  await checkState(page);
};

/** Waits until the confirmation tells of this station and says this. */
export const seeConfirmation = async (
  page: Page,
  station: string,
  status: string,
): Promise<void> => {
  await page
    .locator(".confirmation")
    .filter({ has: page.getByRole("heading", { name: station, exact: true }) })
    .filter({ hasText: status })
    .waitFor();
  await checkState(page);
};

/** Opens a poster's address, as the phone's camera does. */
export const scan = (page: Page, station: string): Promise<unknown> => page.goto(`/s/${station}`);

/** A visit to a patient's page after which it opens offline. */
export const prepareOffline = async (page: Page): Promise<void> => {
  await page.goto("/visit");
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
};

/**
 * The stations of the timeline, in order, and when they were scanned by the phone's clock. Waits
 * until the timeline is drawn, which is after the confirmation.
 */
export const readTimeline = async (page: Page): Promise<{ station: string; at: string }[]> => {
  await page.locator(".timeline li").first().waitFor();
  return page.locator(".timeline li").evaluateAll((items) =>
    items.map((item) => ({
      station: item.querySelector("span")?.textContent ?? "",
      at: item.querySelector("time")?.dateTime ?? "",
    })),
  );
};

/** Ends the visit by hand. */
export const endVisit = async (page: Page): Promise<void> => {
  await page.getByRole("button", { name: said.end.action }).click();
  await page.getByRole("button", { name: said.end.confirm }).click();
  await see(page, said.timeline.ended);
};

/**
 * Presses "Try now" as soon as no attempt is on its way, unless an attempt of the page's own has
 * come first and taken it away.
 */
export const tryNow = async (page: Page): Promise<void> => {
  await page.waitForFunction((name) => {
    const buttons = [...document.querySelectorAll("button")];
    const button = buttons.find(({ textContent }) => textContent === name);
    if (button?.disabled) return false;
    button?.click();
    return true;
  }, said.sync.tryNow);
};
