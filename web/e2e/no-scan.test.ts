import type { Page } from "playwright-core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { newProfile, openPhone, type Phone, removeProfile } from "./browser.ts";
import { controlPage, openAddress } from "./devtools.ts";
import { controlBrowser, firstPage, startBrowser } from "./own-browser.ts";
import { readTimeline, said, scan, see, seeConfirmation } from "./patient-page.ts";
import { type Product, startProduct } from "./product.ts";
import { startProxy } from "./proxy.ts";

let product: Product;
let profile: string;
let phone: Phone | undefined;

beforeEach(async () => {
  product = await startProduct();
  profile = newProfile();
});
afterEach(async () => {
  await phone?.close();
  phone = undefined;
  await product?.remove();
  removeProfile(profile);
});

const stationsOf = async ({ page }: Phone) =>
  (await readTimeline(page)).map(({ station }) => station);

test("reloading, going back and forward, and another tab are no scans", async () => {
  phone = await openPhone(product, { profile });
  const { page, context } = phone;
  await scan(page, "vitals");
  await seeConfirmation(page, "Vitals", said.received);
  await scan(page, "provider");
  await seeConfirmation(page, "Provider", said.received);

  for (const move of [
    () => page.reload(),
    () => page.goBack(),
    () => page.goForward(),
    () => page.reload(),
  ]) {
    await move();
    await seeConfirmation(page, "Provider", said.received);
    await page.locator(".timeline li").nth(1).waitFor();
    expect(await stationsOf(phone)).toEqual(["Vitals", "Provider"]);
  }
  const copy = await context.newPage();
  await copy.goto(page.url());
  await seeConfirmation(copy, "Provider", said.received);

  expect(await product.figures()).toMatchObject({ visits: 1, scans: 2 });
});

test("a reload of the poster's own address, before it was replaced, is the same scan", async () => {
  phone = await openPhone(product, { profile });
  const { page } = phone;
  await page.addInitScript(() => {
    history.replaceState = () => {};
    // Each loading is ten minutes after the one before: past the minute of the same scan.
    const loads = Number(sessionStorage.getItem("loads"));
    sessionStorage.setItem("loads", String(loads + 1));
    const now = Date.now;
    Date.now = () => now() + (loads - 1) * 600_000;
  });
  await scan(page, "vitals");
  await seeConfirmation(page, "Vitals", said.received);
  await page.reload();
  await seeConfirmation(page, "Vitals", said.received);
  expect(new URL(page.url()).pathname).toBe("/s/vitals");
  expect(await product.figures()).toMatchObject({ visits: 1, scans: 1 });
});

test("a tab that the browser restores is no scan", async () => {
  const before = await startBrowser(product, profile, ["about:blank"]);
  try {
    const context = await controlBrowser(before.devToolsUrl);
    const page = await firstPage(context);
    await page.goto(`${product.url}/s/vitals`);
    await seeConfirmation(page, "Vitals", said.received);
    const session = await context.browser()?.newBrowserCDPSession();
    // It may be gone before it has answered.
    await session?.send("Browser.close").catch(() => undefined);
    await before.exited;
  } finally {
    await before.kill();
  }

  const after = await startBrowser(product, profile, ["--restore-last-session"]);
  try {
    const context = await controlBrowser(after.devToolsUrl);
    const restored = () => context.pages().find((one) => one.url().endsWith("/visit"));
    await expect.poll(restored).toBeDefined();
    await seeConfirmation(restored() as Page, "Vitals", said.received);
    expect(await product.figures()).toMatchObject({ visits: 1, scans: 1 });
  } finally {
    await after.kill();
  }
});

test("a second scan of the same station within a minute is the same scan, and says so", async () => {
  phone = await openPhone(product, { profile });
  const { page } = phone;
  await scan(page, "vitals");
  await seeConfirmation(page, "Vitals", said.received);
  const time = await page.locator(".time").textContent();
  await scan(page, "vitals");
  await seeConfirmation(page, "Vitals", said.repeated.replace("{time}", `\u2068${time}\u2069`));
  await see(page, said.sync.allReceived);
  expect(await product.figures()).toMatchObject({ visits: 1, scans: 1 });
});

test("a prerendered page scans only when it is really opened", async () => {
  const prerendering: string[] = [];
  const proxy = await startProxy(product, ({ url = "", headers }) => {
    if (headers["sec-purpose"]?.includes("prerender")) prerendering.push(url);
    return url === "/launch" ? launchPage : undefined;
  });
  const { devToolsUrl, kill } = await startBrowser(product, profile, ["about:blank"]);
  try {
    const tab = await openAddress(devToolsUrl, `${proxy.url}/launch`);
    await expect.poll(() => prerendering.join(" ")).toMatch(/\.js/);
    const page = await controlPage(devToolsUrl, tab);
    expect(await page.prerendered(`${proxy.url}/s/lab`)).toBe("Ready");
    expect(await product.figures()).toMatchObject({ scans: 0 });

    const openedMs = Date.now();
    await page.evaluate(`document.querySelector("a").click()`);
    const status = () => page.evaluate(`document.querySelector(".status")?.textContent`);
    await expect.poll(status).toBe(said.received);
    const activated = `performance.getEntriesByType("navigation")[0].activationStart`;
    expect(await page.evaluate(activated)).toBeGreaterThan(0);
    const scannedAt = () => page.evaluate(`document.querySelector(".timeline time")?.dateTime`);
    await expect.poll(scannedAt).toBeDefined();
    expect(Date.parse(String(await scannedAt()))).toBeGreaterThanOrEqual(openedMs);
    expect(await product.figures()).toMatchObject({ visits: 1, scans: 1 });
    page.close();
  } finally {
    await kill();
    await proxy.close();
  }
});

const launchPage = `<!doctype html><title>Elsewhere</title><a href="/s/lab">Lab</a>
<script type="speculationrules">{"prerender":[{"urls":["/s/lab"],"eagerness":"immediate"}]}</script>`;
