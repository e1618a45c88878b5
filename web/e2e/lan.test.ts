import { createHash, X509Certificate } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openPhone, type Phone } from "./browser.ts";
import { prepareOffline, said, scan, seeConfirmation } from "./patient-page.ts";
import { type Product, startProduct } from "./product.ts";

let product: Product;
let phone: Phone;

beforeAll(async () => {
  product = await startProduct({ args: ["--lan", "--host", "127.0.0.1", "--https-port", "0"] });
  const offered = await fetch(`${product.url}/trust/throughline.crt`);
  const { publicKey } = new X509Certificate(new Uint8Array(await offered.arrayBuffer()));
  const key = publicKey.export({ type: "spki", format: "der" });
  phone = await openPhone(product, {
    baseUrl: new URL(product.signInUrl).origin,
    // The browser trusts what this key has signed, as after the installation of the certificate.
    args: [
      `--ignore-certificate-errors-spki-list=${createHash("sha256").update(key).digest("base64")}`,
    ],
  });
});
afterAll(async () => {
  await phone?.close();
  await product?.remove();
});

test("a phone that trusts the local authority works offline and may use its camera", async () => {
  const { page, context } = phone;
  await prepareOffline(page);
  await context.setOffline(true);
  await scan(page, "vitals");
  await seeConfirmation(page, "Vitals", said.waiting);
  expect(await page.evaluate(() => "mediaDevices" in navigator)).toBe(true);
  await context.setOffline(false);
  await seeConfirmation(page, "Vitals", said.received);
  expect(await product.figures()).toMatchObject({ visits: 1, scans: 1 });

  await page.goto("/trust");
  await page.getByRole("link", { name: "Download the certificate" }).waitFor();
  // What it says while there is no network is the browser's own.
  expect(phone.problems.filter((text) => !text.includes("DISCONNECTED"))).toEqual([]);
  expect(product.failures()).toEqual([]);
});
