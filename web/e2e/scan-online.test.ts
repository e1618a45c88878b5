import { afterAll, beforeAll, expect, test } from "vitest";
import { openPhone, type Phone } from "./browser.ts";
import { readTimeline, said, scan, seeConfirmation } from "./patient-page.ts";
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

test("a scanned poster is confirmed, received and counted", async () => {
  const { page } = phone;
  const before = Date.now();
  await scan(page, "vitals");
  await seeConfirmation(page, "Vitals", said.received);
  expect(new URL(page.url()).pathname).toBe("/visit");
  expect(await page.locator(".purpose").textContent()).toBe(said.purpose);

  await page.locator(".timeline li").waitFor();
  const [scanned] = await readTimeline(page);
  expect(scanned?.station).toBe("Vitals");
  expect(Date.parse(scanned?.at ?? "")).toBeGreaterThanOrEqual(before);
  const clock = new Intl.DateTimeFormat("en-GB", {
    hour: "numeric",
    minute: "2-digit",
    timeZone: product.timeZone,
  });
  expect(await page.locator(".time").textContent()).toBe(
    clock.format(Date.parse(scanned?.at ?? "")),
  );

  const figures = await product.figures();
  expect(figures).toMatchObject({ visits: 1, scans: 1, open: 1, completed: 0 });
  expect(figures.paths).toEqual([{ stations: ["Vitals"], codes: ["vitals"], n: 1 }]);
});

test("a second poster goes on with the same visit, and an exit completes it", async () => {
  const { page } = phone;
  await scan(page, "CHECK-OUT");
  await seeConfirmation(page, "Check-Out", said.received);
  await page.getByText(said.timeline.ended).waitFor();
  expect((await readTimeline(page)).map(({ station }) => station)).toEqual(["Vitals", "Check-Out"]);

  const figures = await product.figures();
  expect(figures).toMatchObject({ visits: 1, scans: 2, completed: 1, open: 0 });
  expect(figures.transitions).toMatchObject([{ fromCode: "vitals", toCode: "check-out", n: 1 }]);
});

test("an address without a station says so and records nothing", async () => {
  const { page } = phone;
  await page.goto("/s/");
  await page.getByRole("heading", { name: said.noStation }).waitFor();
  expect((await product.figures()).scans).toBe(2);
});

test("neither the pages nor the server complain", () => {
  expect(phone.problems).toEqual([]);
  expect(product.failures()).toEqual([]);
});
