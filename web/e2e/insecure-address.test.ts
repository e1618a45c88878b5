import { afterAll, beforeAll, expect, test } from "vitest";
import { openPhone, type Phone } from "./browser.ts";
import { readTimeline, said, scan, see, seeConfirmation, tryNow } from "./patient-page.ts";
import { type Product, startProduct } from "./product.ts";

let product: Product;
let phone: Phone;

beforeAll(async () => {
  product = await startProduct();
  phone = await openPhone(product, {
    baseUrl: `http://clinic.test:${new URL(product.url).port}`,
    args: ["--host-resolver-rules=MAP clinic.test 127.0.0.1"],
  });
});
afterAll(async () => {
  await phone?.close();
  await product?.remove();
});

test("plain HTTP records online, and says that offline is not available", async () => {
  const { page } = phone;
  await scan(page, "vitals");
  await seeConfirmation(page, "Vitals", said.received);
  expect(await page.evaluate(() => [isSecureContext, "serviceWorker" in navigator])).toEqual([
    false,
    false,
  ]);
  await see(page, said.sync.insecure);
  await page.getByRole("button", { name: said.scanner.action }).click();
  await see(page, said.camera.why.insecure);
  await scan(page, "provider");
  await seeConfirmation(page, "Provider", said.received);
  await page.reload();
  await seeConfirmation(page, "Provider", said.received);
  expect((await readTimeline(page)).map(({ station }) => station)).toEqual(["Vitals", "Provider"]);

  expect(await product.figures()).toMatchObject({ visits: 1, scans: 2 });
  // The browser says of a header that it needs HTTPS; that is not the page's doing.
  const problems = phone.problems.filter((text) => !text.includes("Opener-Policy header"));
  expect(problems).toEqual([]);
});

test("what could not be sent is kept until the server is back", async () => {
  const { page } = phone;
  // Without a worker the page has to be open already.
  await page.route("**/scans", (route) => route.abort());
  await scan(page, "lab");
  await seeConfirmation(page, "Lab", said.waiting);
  await page.unroute("**/scans");
  await tryNow(page);
  await seeConfirmation(page, "Lab", said.received);
  expect(await product.figures()).toMatchObject({ visits: 1, scans: 3 });
});
