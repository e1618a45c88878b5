import { afterAll, beforeAll, expect, test } from "vitest";
import { openPhone, type Phone } from "./browser.ts";
import { said, scan, seeConfirmation } from "./patient-page.ts";
import { type Product, startProduct } from "./product.ts";

let product: Product;
let browser: Phone;

beforeAll(async () => {
  product = await startProduct();
  browser = await openPhone(product, { width: 1024, height: 800 });
});
afterAll(async () => {
  await browser?.close();
  await product?.remove();
});

test("staff pages and routes are closed to a stranger", async () => {
  for (const path of [
    "/staff/flow",
    "/staff/board",
    "/staff/posters",
    "/staff/settings",
    "/admin.html",
    "/qr.html",
  ]) {
    const answer = await browser.page.goto(path);
    expect([path, answer?.status()]).toEqual([path, 401]);
  }
  await browser.page.getByText("npm run sign-in").first().waitFor();
  for (const path of [
    "sites",
    "sites/main/settings",
    "sites/main/flow/days/2026-11-20",
    "sites/main/export.csv?from=2026-11-20&to=2026-11-20",
  ]) {
    const answer = await fetch(`${product.url}/api/v1/${path}`);
    expect([path, answer.status]).toEqual([path, 401]);
  }
});

test("a patient's phone never loads or keeps staff code", async () => {
  const asked: string[] = [];
  browser.context.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await scan(browser.page, "vitals");
  await seeConfirmation(browser.page, "Vitals", said.received);
  await browser.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  const kept = await browser.page.evaluate(async () => {
    const paths: string[] = [];
    for (const name of await caches.keys()) {
      for (const { url } of await (await caches.open(name)).keys())
        paths.push(new URL(url).pathname);
    }
    return paths;
  });
  expect(kept.length).toBeGreaterThan(0);
  expect([...asked, ...kept].filter((path) => /^\/(a|staff)\//.test(path))).toEqual([]);
  expect(kept.filter((path) => path.startsWith("/api/"))).toEqual([]);
});

test("the one-time link opens the pages once", async () => {
  const { page } = browser;
  await page.goto(product.signInUrl);
  await page.waitForURL("**/staff/flow*");
  await page.getByRole("heading", { name: "Flow" }).waitFor();
  expect((await page.goto("/admin.html"))?.status()).toBe(200);
  expect(new URL(page.url()).pathname).toBe("/staff/flow");
  await page.goto("/qr.html");
  expect(new URL(page.url()).pathname).toBe("/staff/posters");

  const stranger = await openPhone(product);
  expect((await stranger.page.goto(product.signInUrl))?.status()).toBe(401);
  await stranger.close();
});

test("a scan by a signed-in browser is a test and left out of the figures", async () => {
  const before = await product.figures();
  await scan(browser.page, "provider");
  await seeConfirmation(browser.page, "Provider", said.received);
  const after = await product.figures();
  expect(after.scans).toBe(before.scans);
  expect(after.quality.testScans).toBe(before.quality.testScans + 1);
});

test("signing out closes the pages again, also one in another window that asks nothing", async () => {
  const { page } = browser;
  const other = await page.context().newPage();
  await other.goto(`${product.url}/staff/patients`);
  await other.getByRole("heading", { name: "Patients" }).waitFor();
  await page.goto("/staff/flow");
  await page.getByRole("button", { name: "Sign out" }).click();
  for (const window of [page, other]) {
    await window.getByRole("heading", { name: "You are signed out" }).waitFor();
  }
  expect(await page.evaluate(async () => (await fetch("/api/v1/sites")).status)).toBe(401);
});
