import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openPhone, type Phone } from "./browser.ts";
import { prepareOffline, readTimeline, said, scan, see, seeConfirmation } from "./patient-page.ts";
import { canReadPrints, photographAndRead } from "./printed.ts";
import { type Product, startProduct } from "./product.ts";

const walk = test.runIf(canReadPrints);
let product: Product;
let first: Phone;
let second: Phone;

beforeAll(async () => {
  product = await startProduct();
  [first, second] = await Promise.all([openPhone(product), openPhone(product)]);
});
afterAll(async () => {
  await Promise.all([first?.close(), second?.close()]);
  await product?.remove();
});

/** What a reader that knows nothing of us reads off the phone's screen. */
const readMyCode = async ({ page }: Phone): Promise<string> => {
  const fold = page.getByText(said.code.action, { exact: true });
  await fold.click();
  await page.locator(".visit-code").scrollIntoViewIfNeeded();
  const [code = ""] = await photographAndRead(page);
  await fold.click();
  return code;
};

const stations = async (page: Page) => (await readTimeline(page)).map(({ station }) => station);

walk("one visit goes on from phone to phone, also offline, and is counted as one", async () => {
  await scan(first.page, "entrance");
  await seeConfirmation(first.page, "Entrance", said.received);
  const code = await readMyCode(first);
  expect(code).toMatch(new RegExp(`^${product.url}/v#[0-9a-f-]{36}\\.\\d{4}-\\d\\d-\\d\\d\\.en$`));

  await prepareOffline(second.page);
  await second.context.setOffline(true);
  await second.page.goto(code);
  await see(second.page, said.code.taken);
  await see(second.page, said.code.elsewhere);
  await see(second.page, said.sync.nothingYet);
  await second.page.waitForURL(`${product.url}/visit`);
  await scan(second.page, "vitals");
  await seeConfirmation(second.page, "Vitals", said.waiting);
  await see(second.page, said.code.elsewhere);
  expect(await stations(second.page)).toEqual(["Vitals"]);
  await second.page.reload();
  await seeConfirmation(second.page, "Vitals", said.waiting);
  expect(await stations(second.page)).toEqual(["Vitals"]);

  await second.context.setOffline(false);
  await seeConfirmation(second.page, "Vitals", said.received);
  expect(await readMyCode(second)).toBe(code);
  const figures = await product.figures();
  expect(figures).toMatchObject({ visits: 1, scans: 2 });
  expect(figures.transitions).toMatchObject([{ from: "Entrance", to: "Vitals", n: 1 }]);
});

walk(
  "what a phone recorded as a station's tablet is sent, but is no part of its owner's page",
  async () => {
    const { page, context } = second;
    await context.setOffline(true);
    // As station mode writes them, for the very visit that the page shows.
    const ids = Array.from({ length: 4 }, () => crypto.randomUUID());
    await page.evaluate(async (ids) => {
      const done = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
      const database = await done(indexedDB.open("throughline-journal"));
      const stores = database.transaction(["entries", "device"], "readwrite");
      const device = await done(stores.objectStore("device").get("device"));
      const { visitId, visitDay, visitStartedAt } = device.visits.main;
      const tablet = { id: ids[0], site: "main", station: "lab", recent: {} };
      stores.objectStore("device").put({ ...device, nextSeq: 99, tablet }, "device");
      ids.forEach((id, index) => {
        stores.objectStore("entries").put({
          id,
          site: "main",
          forOthers: true,
          stream: "visit",
          type: "scan",
          seq: 95 + index,
          deviceAt: new Date().toISOString(),
          bootId: "tablet",
          monotonicMs: 1,
          body: { visitId, visitDay, visitStartedAt, station: "lab" },
        });
      });
      await new Promise((resolve) => stores.addEventListener("complete", resolve));
      database.close();
    }, ids);
    await page.reload();
    await seeConfirmation(page, "Vitals", said.received);
    await see(page, said.sync.allReceived);
    expect(await stations(page)).toEqual(["Vitals"]);
    await page.getByRole("button", { name: said.remove.action }).click();
    await page.getByRole("button", { name: said.remove.confirm }).click();
    await see(page, said.remove.done);

    await context.setOffline(false);
    await page.reload();
    // So many at once go packed, by the page or by its worker.
    await expect.poll(async () => (await product.figures()).scans).toBe(6);
    expect(await product.figures()).toMatchObject({ visits: 1, quality: { testScans: 0 } });
  },
);

walk("a phone with a visit of its own asks first, and a code that is none says so", async () => {
  const { page } = first;
  const own = await readMyCode(first);
  const code = own.replace(/#.{8}/, "#01939e3a");
  await page.goto(code);
  await page.getByRole("heading", { name: said.code.question }).waitFor();
  expect(await page.locator(".confirmation").isVisible()).toBe(false);
  await page.reload();
  await page.getByRole("button", { name: said.code.cancel }).click();
  await seeConfirmation(page, "Entrance", said.received);
  expect(await readMyCode(first)).toBe(own);

  await page.goto(code);
  await page.getByRole("button", { name: said.code.confirm }).click();
  await see(page, said.code.taken);
  expect(await readMyCode(first)).toBe(code);

  await page.goto(`${code}-`);
  await see(page, said.code.unreadable);
  await page.waitForURL(`${product.url}/visit`);
  await page.goto(code);
  await see(page, said.code.known);
  expect([...first.problems, ...product.failures()]).toEqual([]);
});
