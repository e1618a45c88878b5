import { afterAll, beforeAll, expect, test } from "vitest";
import { openPhone, type Phone } from "./browser.ts";
import { readTimeline, said, scan, see, seeConfirmation } from "./patient-page.ts";
import { type Product, startProduct } from "./product.ts";

let product: Product;
let phone: Phone;

beforeAll(async () => {
  product = await startProduct();
  phone = await openPhone(product);
});
afterAll(async () => {
  await phone?.close();
  await product?.remove();
});

test("a refused scan is shown with its reason and holds up no other", async () => {
  const { page } = phone;
  await scan(page, "nowhere");
  await seeConfirmation(page, "Nowhere", said.refused);
  await see(page, said.sync.rejectedWhy.UNKNOWN_STATION);

  await scan(page, "vitals");
  await seeConfirmation(page, "Vitals", said.received);
  await see(page, /^1 was not accepted/);
  expect(await product.figures()).toMatchObject({ visits: 1, scans: 1 });
});

test("its owner may remove it after being told what that means", async () => {
  const { page } = phone;
  await page.getByRole("button", { name: /^Remove: Scan: Nowhere/ }).click();
  await see(page, said.sync.removeMeans);
  await page.getByRole("button", { name: said.sync.removeCancel }).click();
  await see(page, /^1 was not accepted/);

  await page.getByRole("button", { name: /^Remove: Scan: Nowhere/ }).click();
  await page.getByRole("button", { name: said.sync.removeConfirm }).click();
  await see(page, said.sync.allReceived);
  expect((await readTimeline(page)).map(({ station }) => station)).toEqual(["Vitals"]);
  await page.reload();
  await see(page, said.sync.allReceived);
  expect(await product.figures()).toMatchObject({ visits: 1, scans: 1 });
});
