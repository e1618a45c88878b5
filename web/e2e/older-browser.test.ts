import { afterEach, beforeEach, expect, test } from "vitest";
import { openPhone, type Phone } from "./browser.ts";
import { scan, see } from "./patient-page.ts";
import { type Product, startProduct } from "./product.ts";

let product: Product;
let phone: Phone;

beforeEach(async () => {
  product = await startProduct();
  phone = await openPhone(product, { workers: false });
  // A script that an older browser cannot read.
  await phone.page.route("**/p/scan-*.js", (route) =>
    route.fulfill({ contentType: "text/javascript", body: "this is no script that it can read" }),
  );
});
afterEach(async () => {
  await phone?.close();
  await product?.remove();
});

test("a browser that cannot read the page's script sends its scans, each once", async () => {
  const { page } = phone;
  await scan(page, "entrance");
  await see(page, "Received.");
  expect(new URL(page.url()).pathname).toBe("/visit");

  // The server stores the scan, and its answer is lost: the patient reloads.
  await page.route("**/scans", async (route) => {
    await route.fetch({ maxRetries: 3 });
    await route.abort();
  });
  await scan(page, "vitals");
  await see(page, /^Your scan could not be sent/);
  await page.unroute("**/scans");
  await page.reload();
  await see(page, "Received.");
  expect(await product.figures()).toMatchObject({ visits: 1, scans: 2 });
});
