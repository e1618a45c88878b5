import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { newProfile, openPhone, type Phone, removeProfile } from "./browser.ts";
import { readTimeline, said, scan, see, seeConfirmation, tryNow } from "./patient-page.ts";
import { type Product, startProduct } from "./product.ts";
import { type FrontProxy, startProxy } from "./proxy.ts";
import { pmsFile, sendFile } from "./ward-files.ts";
import { keptByWorker, signIn } from "./ward-tablet.ts";

const built = fileURLToPath(new URL("../dist", import.meta.url));

let pagesFolder: string;
let product: Product;
let proxy: FrontProxy;
let profile: string;
let phone: Phone;
/** A network that answers pushes with a page of its own, so that they wait. */
let captive: boolean;

beforeEach(async () => {
  pagesFolder = mkdtempSync(join(tmpdir(), "throughline-pages-"));
  cpSync(built, pagesFolder, { recursive: true });
  captive = false;
  product = await startProduct({ pagesFolder });
  proxy = await startProxy(product, ({ method }) =>
    captive && method === "POST" ? "<h1>Please sign in to this Wi-Fi</h1>" : undefined,
  );
  profile = newProfile();
  phone = await openPhone(product, { profile, baseUrl: proxy.url });
});
afterEach(async () => {
  await phone?.close();
  await proxy?.close();
  await product?.remove();
  removeProfile(profile);
  rmSync(pagesFolder, { recursive: true, force: true });
});

/** Replaces the build by one whose scripts have other names, as any change gives them. */
const publishChangedBuild = () => {
  const scripts = readdirSync(join(pagesFolder, "p")).filter((name) => name.endsWith(".js"));
  const rename = (text: string) =>
    scripts.reduce((changed, name) => changed.replaceAll(name, name.replace("-", "-new-")), text);
  for (const file of ["scan.html", "patient-sw.js", ...scripts.map((name) => join("p", name))]) {
    const path = join(pagesFolder, file);
    const text = rename(readFileSync(path, "utf8"));
    // The revision of the page's HTML, which has no hash in its name.
    writeFileSync(path, text.replace(/"revision":"\w+"(,"url":"\/scan.html")/, '"revision":"2"$1'));
  }
  for (const name of scripts) {
    renameSync(join(pagesFolder, "p", name), join(pagesFolder, "p", rename(name)));
  }
};

/** Any change of the staff's pages changes their worker. */
const publishChangedStaffPages = () =>
  appendFileSync(join(pagesFolder, "staff", "sw.js"), "\n// changed");

const isNew = (page: Page) =>
  page
    .locator("script[src*=scan-]")
    .evaluate((script) => /-new-/.test((script as HTMLScriptElement).src));

/** A scan that waits, on a page that works offline. */
const scanThatWaits = async () => {
  const { page } = phone;
  await page.goto("/visit");
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  captive = true;
  await scan(page, "vitals");
  await seeConfirmation(page, "Vitals", said.waiting);
  await see(page, said.sync.why.notOurs);
};

const seeVisitIntact = async (page: Page) => {
  await seeConfirmation(page, "Vitals", said.waiting);
  await see(page, /^1 waiting to be sent since/);
  expect((await readTimeline(page)).map(({ station }) => station)).toEqual(["Vitals"]);
  captive = false;
  await tryNow(page);
  await seeConfirmation(page, "Vitals", said.received);
  expect(await product.figures()).toMatchObject({ visits: 1, scans: 1 });
};

/** The page with the offer of the changed build, still as it was opened. */
const seeOffer = async () => {
  const { page } = phone;
  await page.goto("/visit");
  await see(page, /^1 waiting to be sent since/);
  await page.evaluate(async () => {
    Object.assign(window, { sameDocument: true });
    // Answered after the page's own asking: what is there by then would take over at once.
    const options = { scope: "/", updateViaCache: "none" } as const;
    await navigator.serviceWorker.register("/patient-sw.js", options);
  });
  publishChangedBuild();
  await page.evaluate(async () => {
    await (await navigator.serviceWorker.ready).update();
  });
  await see(page, said.update.text);
  expect(await isNew(page)).toBe(false);
  expect(await page.evaluate(() => "sameDocument" in window)).toBe(true);
};

test("a new version is offered, never forced, and used from the next start", async () => {
  await scanThatWaits();
  await seeOffer();
  await phone.close();

  phone = await openPhone(product, { profile, baseUrl: proxy.url });
  await phone.page.goto("/visit");
  expect(await isNew(phone.page)).toBe(true);
  await seeVisitIntact(phone.page);
});

test("whoever wants it now gets it, and the reload is no scan", async () => {
  await scanThatWaits();
  await seeOffer();
  const { page } = phone;
  await page.getByRole("button", { name: said.update.action }).click();
  await page.waitForFunction(() => !("sameDocument" in window));
  expect(await isNew(page)).toBe(true);
  await seeVisitIntact(page);
});

test("a wall screen starts a new version by itself, but does not silence itself", async () => {
  const { page } = phone;
  const name = ["Ada", "Okafor"] as const;
  const bed = { bed: "1", name, admittedHoursAgo: 60, testedHoursAgo: null };
  await sendFile(product, "pms.csv", pmsFile([bed]));
  await signIn(product, phone, "/staff/ward/4B?screen=wall");
  await keptByWorker(phone);
  const update = () =>
    page.evaluate(() => {
      Object.assign(window, { sameDocument: true });
      void navigator.serviceWorker.ready.then((registration) => registration.update());
    });
  const isAnew = () => page.waitForFunction(() => !("sameDocument" in window));
  publishChangedStaffPages();
  await update();
  await isAnew();
  await page.locator(".wall-bed").waitFor();

  await page.getByRole("button", { name: "Turn sound on" }).click();
  publishChangedStaffPages();
  await update();
  const start = page.getByRole("button", { name: "Use the new version" });
  await start.waitFor();
  expect(await page.evaluate(() => "sameDocument" in window)).toBe(true);
  await start.click();
  await isAnew();
  await page.getByRole("button", { name: "Turn sound on" }).waitFor();
});
