import { afterEach, beforeEach, expect, test } from "vitest";
import { openPhone, type Phone } from "./browser.ts";
import { prepareOffline, said, scan, see, seeConfirmation, tryNow } from "./patient-page.ts";
import { type Product, startProduct } from "./product.ts";

let product: Product;
let phone: Phone;

beforeEach(async () => {
  product = await startProduct();
  phone = await openPhone(product);
});
afterEach(async () => {
  await phone?.close();
  await product?.remove();
});

const seeSentUnstored = async () => {
  const { page } = phone;
  await scan(page, "vitals");
  await seeConfirmation(page, "Vitals", said.unstoredReceived);
  await see(page, said.sync.notStored);
  expect(await product.figures()).toMatchObject({ visits: 1, scans: 1 });
  await page.reload();
  await see(page, said.timeline.emptyTitle);
  expect(await product.figures()).toMatchObject({ visits: 1, scans: 1 });
};

test("where storage is blocked, that is said and the scan is sent at once, counted once", async () => {
  await phone.page.addInitScript(() => {
    Object.defineProperty(globalThis, "indexedDB", {
      get: () => {
        throw new DOMException("Storage is blocked.", "SecurityError");
      },
    });
  });
  await seeSentUnstored();
});

test("a full phone still sends the scan", async () => {
  await phone.page.addInitScript(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException("The phone is full.", "QuotaExceededError");
    };
  });
  await seeSentUnstored();
});

test("a phone that fills up during a visit goes on with it, and what waited is sent", async () => {
  const { page, context } = phone;
  await prepareOffline(page);
  await context.setOffline(true);
  await scan(page, "entrance");
  await seeConfirmation(page, "Entrance", said.waiting);
  await page.addInitScript(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException("The phone is full.", "QuotaExceededError");
    };
  });
  await scan(page, "vitals");
  await seeConfirmation(page, "Vitals", said.unstored);
  await see(page, /^2 waiting to be sent since/);
  await context.setOffline(false);
  await tryNow(page);
  await seeConfirmation(page, "Vitals", said.unstoredReceived);
  expect(await product.figures()).toMatchObject({ visits: 1, scans: 2 });
  await page.reload();
  await seeConfirmation(page, "Entrance", said.received);
  expect(await product.figures()).toMatchObject({ visits: 1, scans: 2 });
});

test("a lost connection to the storage is opened anew, and the scan is stored", async () => {
  const { page } = phone;
  await page.addInitScript(() => {
    const { transaction } = IDBDatabase.prototype;
    let losses = 2;
    IDBDatabase.prototype.transaction = function (...args) {
      if (losses-- > 0) {
        throw new DOMException("Connection to Indexed Database server lost.", "UnknownError");
      }
      return transaction.apply(this, args);
    };
  });
  await scan(page, "vitals");
  await seeConfirmation(page, "Vitals", said.received);
  await page.reload();
  await seeConfirmation(page, "Vitals", said.received);
  await page.locator(".timeline li").waitFor();
  expect(await product.figures()).toMatchObject({ visits: 1, scans: 1 });
});
