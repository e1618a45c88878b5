import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openPhone, type Phone } from "./browser.ts";
import { said, scan, see, seeConfirmation } from "./patient-page.ts";
import { type Product, startProduct } from "./product.ts";

const DAY_MS = 86_400_000;

describe.each([
  ["behind", -3 * DAY_MS],
  ["ahead", 3 * DAY_MS],
])("a phone whose clock is three days %s", (_, offsetMs) => {
  let product: Product;
  let phone: Phone;
  beforeAll(async () => {
    product = await startProduct();
    // The test can set the clock of pages, and of workers it cannot: no phone has two clocks.
    phone = await openPhone(product, { workers: false });
    await phone.context.clock.install({ time: Date.now() + offsetMs });
  });
  afterAll(async () => {
    await phone?.close();
    await product?.remove();
  });

  test("is counted today, at the right time, and nothing is refused", async () => {
    const { page, context } = phone;
    const before = Date.now();
    await scan(page, "vitals");
    await seeConfirmation(page, "Vitals", said.received);
    await context.clock.fastForward(2 * 60_000);
    await scan(page, "provider");
    await seeConfirmation(page, "Provider", said.received);
    await see(page, said.sync.allReceived);

    const figures = await product.figures();
    expect(figures).toMatchObject({ visits: 1, scans: 2 });
    expect(figures.quality).toMatchObject({ correctedTimes: 2, unknownTimes: 0 });
    const arrival = figures.arrivals.find(({ n }) => n > 0);
    const hourMs = 3_600_000;
    expect(Date.parse(arrival?.startAt ?? "")).toBeGreaterThan(before - hourMs);
    expect(Date.parse(arrival?.startAt ?? "")).toBeLessThanOrEqual(Date.now());
  });
});
