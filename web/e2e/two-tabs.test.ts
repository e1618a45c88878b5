import { afterAll, beforeAll, expect, test } from "vitest";
import { openPhone, type Phone } from "./browser.ts";
import { prepareOffline, readTimeline, said, scan, see, seeConfirmation } from "./patient-page.ts";
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

test("two tabs record into one visit, show the same, and send each scan once", async () => {
  const { page: one, context } = phone;
  const two = await context.newPage();
  const both = [one, two];
  await prepareOffline(one);
  await scan(one, "entrance");
  await seeConfirmation(one, "Entrance", said.received);
  await scan(two, "check-in");
  for (const page of both) await seeConfirmation(page, "Check-In", said.received);

  await context.setOffline(true);
  await Promise.all([scan(one, "vitals"), scan(two, "lab")]);
  for (const page of both) {
    await see(page, /^2 waiting to be sent since/);
    await page.locator(".timeline li").nth(3).waitFor();
  }
  const stations = (await readTimeline(one)).map(({ station }) => station);
  expect(stations.slice(0, 2)).toEqual(["Entrance", "Check-In"]);
  expect(stations.slice(2).sort()).toEqual(["Lab", "Vitals"]);
  expect(await readTimeline(two)).toEqual(await readTimeline(one));

  await context.setOffline(false);
  for (const page of both) await see(page, said.sync.allReceived);

  const figures = await product.figures();
  expect(figures).toMatchObject({ visits: 1, scans: 4 });
  // Two scans of one moment come by two requests: a slow one shifts its time by its transit.
  const [path] = figures.paths.map((found) => found.stations);
  expect(path?.slice(0, 2)).toEqual(["Entrance", "Check-In"]);
  expect(path?.slice(2).sort()).toEqual(["Lab", "Vitals"]);
});
