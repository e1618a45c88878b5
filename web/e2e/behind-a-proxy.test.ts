import { readFileSync } from "node:fs";
import { afterAll, expect, test } from "vitest";
import { openPhone, type Phone } from "./browser.ts";
import { prepareOffline, said, scan, seeConfirmation } from "./patient-page.ts";
import { type Product, startProduct } from "./product.ts";
import { type FrontProxy, startProxy } from "./proxy.ts";

let product: Product;
let proxy: FrontProxy;
let phone: Phone;
afterAll(async () => {
  await phone?.close();
  await proxy?.close();
  await product?.remove();
});

/** The addresses that the manual gives to everybody, as its Caddyfile names them. */
const publicPaths = (): ((path: string) => boolean) => {
  const manual = readFileSync(new URL("../../docs/one-clinic.md", import.meta.url), "utf8");
  const patterns = /@patients path (.+)/.exec(manual)?.[1]?.split(" ") ?? [];
  const row = /^\| patients \| (.+) \|$/m.exec(manual)?.[1]?.replaceAll("`", "").split(" ");
  expect(row).toEqual(patterns);
  return (path) =>
    patterns.some((pattern) =>
      pattern.endsWith("*") ? path.startsWith(pattern.slice(0, -1)) : path === pattern,
    );
};

test("patients need no other addresses than those that the manual opens to everybody", async () => {
  product = await startProduct({ args: ["--public-url", "http://localhost"] });
  const isPublic = publicPaths();
  const refused: string[] = [];
  proxy = await startProxy(product, ({ url = "" }) => {
    const path = url.split("?")[0] ?? "";
    if (isPublic(path)) return undefined;
    refused.push(path);
    return "<h1>Closed</h1>";
  });
  phone = await openPhone(product, { baseUrl: proxy.url, locale: "es" });
  const { page, context } = phone;

  await prepareOffline(page);
  await page.getByRole("button", { name: "English" }).click();
  await scan(page, "vitals");
  await seeConfirmation(page, "Vitals", said.received);
  await context.setOffline(true);
  await scan(page, "provider");
  await seeConfirmation(page, "Provider", said.waiting);
  await context.setOffline(false);
  await seeConfirmation(page, "Provider", said.received);
  await page.getByText(said.code.action, { exact: true }).click();
  await page.locator(".visit-code").waitFor();
  expect(refused).toEqual([]);
  expect(await product.figures()).toMatchObject({ visits: 1, scans: 2 });

  for (const path of ["/staff/flow", "/api/v1/sites", "/local/database"]) {
    expect(await (await fetch(proxy.url + path)).text()).toBe("<h1>Closed</h1>");
  }
});
