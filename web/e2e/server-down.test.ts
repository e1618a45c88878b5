import { afterAll, beforeAll, expect, test } from "vitest";
import { openPhone, type Phone } from "./browser.ts";
import {
  endVisit,
  readTimeline,
  said,
  scan,
  see,
  seeConfirmation,
  tryNow,
} from "./patient-page.ts";
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

test("a whole visit without the server arrives when it is back", async () => {
  const { page } = phone;
  // An earlier visit leaves the page and the site's guide on the phone: labels and reasons.
  await scan(page, "check-in");
  await seeConfirmation(page, "Check-In", said.received);
  await see(page, said.reason.title);
  await endVisit(page);
  await see(page, said.sync.allReceived);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await product.kill();

  for (const [code, label] of [
    ["entrance", "Entrance"],
    ["check-in", "Check-In"],
    ["lab", "Lab"],
  ] as const) {
    await scan(page, code);
    await seeConfirmation(page, label, said.waiting);
  }
  await page.getByRole("button", { name: said.undo.action }).click();
  await seeConfirmation(page, "Check-In", said.waiting);
  await scan(page, "vitals");
  await seeConfirmation(page, "Vitals", said.waiting);
  await page.getByText(said.reason.title).click();
  await page.getByRole("radio", { name: "Follow-up" }).click();
  await see(page, said.reason.chosen.replace("{reason}", "Follow-up"));
  await endVisit(page);
  expect((await readTimeline(page)).map(({ station }) => station)).toEqual([
    "Entrance",
    "Check-In",
    "Vitals",
  ]);
  // Four scans, the undo, the reason and the end.
  await see(page, /^7 waiting to be sent since/);

  await product.restart();
  await tryNow(page);
  await seeConfirmation(page, "Vitals", said.received);
  await see(page, said.sync.allReceived);

  const figures = await product.figures();
  expect(figures).toMatchObject({ visits: 2, completed: 2, open: 0, scans: 4 });
  expect(figures.paths).toContainEqual({
    stations: ["Entrance", "Check-In", "Vitals"],
    codes: ["entrance", "check-in", "vitals"],
    n: 1,
  });
  expect(figures.reasons).toContainEqual({ code: "follow-up", label: "Follow-up", n: 1 });
  expect(figures.quality).toMatchObject({ voidedScans: 1, unknownTimes: 0 });
  expect(product.failures()).toEqual([]);
});
