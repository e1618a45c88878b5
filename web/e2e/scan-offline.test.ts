import { afterAll, beforeAll, expect, test } from "vitest";
import { openPhone, type Phone } from "./browser.ts";
import { prepareOffline, readTimeline, said, scan, see, seeConfirmation } from "./patient-page.ts";
import { type Product, startProduct } from "./product.ts";

const MINUTE_MS = 60_000;

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

test("scans without a network are kept, and counted at the time they happened", async () => {
  const { page, context } = phone;
  // The phone lives through half an hour, at the end of which its clock is right.
  await context.clock.install({ time: Date.now() - 30 * MINUTE_MS });
  await prepareOffline(page);

  await context.setOffline(true);
  await scan(page, "vitals");
  await seeConfirmation(page, "Vitals", said.waiting);
  await see(page, /^1 waiting to be sent since/);
  await see(page, said.sync.why.noConnection);

  await context.clock.fastForward(20 * MINUTE_MS);
  await scan(page, "provider");
  await seeConfirmation(page, "Provider", said.waiting);
  await see(page, /^2 waiting to be sent since/);
  const [first, second] = await readTimeline(page);
  expect((await product.figures()).scans).toBe(0);

  await context.clock.fastForward(10 * MINUTE_MS);
  await context.setOffline(false);
  await seeConfirmation(page, "Provider", said.received);
  await see(page, said.sync.allReceived);

  const figures = await product.figures();
  expect(figures).toMatchObject({ visits: 1, scans: 2 });
  const betweenMs = Date.parse(second?.at ?? "") - Date.parse(first?.at ?? "");
  expect(betweenMs).toBeGreaterThanOrEqual(20 * MINUTE_MS);
  expect(figures.transitions).toMatchObject([
    { from: "Vitals", to: "Provider", n: 1, p50Seconds: Math.floor(betweenMs / 1000) },
  ]);
  expect(figures.quality).toMatchObject({ correctedTimes: 0, unknownTimes: 0 });
});
