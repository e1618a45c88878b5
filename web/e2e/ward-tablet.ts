import type { Page } from "playwright-core";
import { checkState } from "./barriers.ts";
import type { Phone } from "./browser.ts";
import type { Product } from "./product.ts";

/** What a nurse does on a ward's tablet. */

/** Signs in and opens a page of the staff's. */
export const signIn = async (product: Product, { page }: Phone, path: string): Promise<void> => {
  const link = await product.api("/sign-in-links", { method: "POST" });
  await page.goto(((await link.json()) as { url: string }).url);
  await page.waitForURL("**/staff/flow*");
  await page.goto(path);
};

export const rowOf = (page: Page, bed: string) =>
  page.locator(".ward-row").filter({ has: page.getByText(bed, { exact: true }) });
export const readBeds = (page: Page) => page.locator(".ward-bed bdi").allTextContents();
/** Waits until the row of a bed tells this. */
export const seeInRow = (page: Page, bed: string, text: RegExp) =>
  rowOf(page, bed).filter({ hasText: text }).waitFor();
export const see = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor();
/** Waits until the pages open without a network. */
export const keptByWorker = ({ page }: Phone) =>
  page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));

interface Deed {
  bed: string;
  /** As its choice is labelled. */
  what: string;
  by: string;
  button: string;
  reason?: string;
}

/** Opens a bed, records something about it, and waits until it is saved. */
export const record = async (
  page: Page,
  { bed, what, by, button, reason }: Deed,
): Promise<void> => {
  await rowOf(page, bed).getByRole("button").click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("Born 9 Mar 1948").waitFor();
  const more = dialog.getByRole("button", { name: "Record something else" });
  if (await more.isVisible()) await more.click();
  await dialog.getByRole("radio", { name: new RegExp(`^${what}`) }).check();
  if (reason !== undefined) await dialog.getByLabel(/^Reason/).fill(reason);
  await dialog.getByLabel(/who are you/i).fill(by);
  await checkState(page);
  await dialog.getByRole("button", { name: button, exact: true }).click();
  await dialog.waitFor({ state: "detached" });
};

/** The open alerts as the server tells them: bed and state, by bed. */
export const readAlerts = async (product: Product): Promise<string[][]> => {
  const answer = await product.api("/patients/monitoring");
  const { alerts } = (await answer.json()) as { alerts: { bedNumber: string; state: string }[] };
  return alerts.map(({ bedNumber, state }) => [bedNumber, state]).sort();
};

/** The records of a browser's database. */
export const readKept = (page: Page, database: string, store: string): Promise<unknown[]> =>
  page.evaluate(
    ([name, table]) =>
      new Promise<unknown[]>((resolve, reject) => {
        const opening = indexedDB.open(name as string);
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const reading = opening.result
            .transaction(table as string)
            .objectStore(table as string)
            .getAll();
          reading.onsuccess = () => {
            opening.result.close();
            resolve(reading.result);
          };
        };
      }),
    [database, store],
  );
export const countKept = async (page: Page, database: string, store: string): Promise<number> =>
  (await readKept(page, database, store)).length;
