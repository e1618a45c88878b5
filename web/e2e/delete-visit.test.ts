import { afterEach, beforeEach, expect, test } from "vitest";
import { openPhone, type Phone } from "./browser.ts";
import { prepareOffline, said, scan, see, seeConfirmation } from "./patient-page.ts";
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

/** One scan at the server and two that wait, and the question what to do with these. */
const askToDelete = async () => {
  const { page, context } = phone;
  await prepareOffline(page);
  await scan(page, "entrance");
  await seeConfirmation(page, "Entrance", said.received);
  await context.setOffline(true);
  await scan(page, "vitals");
  await seeConfirmation(page, "Vitals", said.waiting);
  await scan(page, "lab");
  await seeConfirmation(page, "Lab", said.waiting);
  await page.getByRole("button", { name: said.remove.action }).click();
  await see(page, said.remove.server);
  await see(page, "2 are still waiting to be sent.");
};

const seeNoVisit = async () => {
  await see(phone.page, said.timeline.emptyTitle);
  await phone.page.reload();
  await see(phone.page, said.timeline.emptyTitle);
};

test("a deleted visit leaves the phone, and what waited is sent first if its owner wants", async () => {
  const { page, context } = phone;
  await askToDelete();
  await page.getByRole("button", { name: said.remove.sendFirst }).click();
  await see(page, said.remove.doneSending);
  await see(page, /^2 waiting to be sent since/);
  await seeNoVisit();
  await context.setOffline(false);
  await see(page, said.sync.nothingYet);
  expect(await product.figures()).toMatchObject({ visits: 1, scans: 3 });
});

test("what waited can be deleted with the visit, unsent", async () => {
  const { page, context } = phone;
  await askToDelete();
  await page.getByRole("button", { name: said.remove.discard }).click();
  await see(page, said.remove.done);
  await seeNoVisit();
  await context.setOffline(false);
  await page.reload();
  await see(page, said.sync.nothingYet);
  expect(await product.figures()).toMatchObject({ visits: 1, scans: 1 });
});

test("it can be kept after all", async () => {
  const { page, context } = phone;
  await askToDelete();
  await page.getByRole("button", { name: said.remove.cancel }).click();
  await context.setOffline(false);
  await seeConfirmation(page, "Lab", said.received);
  expect(await product.figures()).toMatchObject({ visits: 1, scans: 3 });
});
