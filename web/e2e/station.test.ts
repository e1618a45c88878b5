import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeVisitCode } from "@throughline/shared/visit-code.ts";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { languages } from "../src/i18n/languages.ts";
import { stationWords } from "../src/i18n/station-words.ts";
import { findBarriers } from "./axe.ts";
import { openPhone, type Phone } from "./browser.ts";
import {
  cameraFlags,
  kinds,
  nothing,
  type Picture,
  takePicture,
  writeVideo,
} from "./fake-camera.ts";
import { said, scan, see, seeConfirmation } from "./patient-page.ts";
import { type Product, startProduct } from "./product.ts";

const folder = mkdtempSync(join(tmpdir(), "throughline-camera-"));
const tabletCamera = join(folder, "tablet.y4m");
const phoneCamera = join(folder, "phone.y4m");
let product: Product;
let tablet: Phone;
let phone: Phone;

beforeAll(async () => {
  writeVideo(tabletCamera, [nothing]);
  product = await startProduct();
  tablet = await openPhone(product, { width: 820, height: 1180, args: cameraFlags(tabletCamera) });
  await tablet.page.goto(new URL(product.signInUrl).pathname);
  await tablet.page.waitForURL("**/staff/flow*");
});
afterAll(async () => {
  await Promise.all([tablet?.close(), phone?.close()]);
  await product?.remove();
  rmSync(folder, { recursive: true, force: true });
});

const visitId = (number: number) => `01939e3a-5b00-7abc-8def-00000000000${number}`;
/** The code on the screen of a phone, or on a slip where there is no day. */
const codeOf = (number: number, language: string, visitDay?: string) =>
  product.url + writeVisitCode({ site: "main", visitId: visitId(number), visitDay, language });
const SLIP = 7;
const slip = () => takePicture(codeOf(SLIP, "zh"), { side: 260 });
const foreign = takePicture("https://elsewhere.example/s/vitals", { side: 260 });
const poster = (station: string) => takePicture(`${product.url}/s/${station}`, { side: 260 });

/** From now on, notes what the tablet has answered, with the language it was in. */
const noteAnswers = (page: Page) =>
  page.addInitScript(() => {
    const answers = new Set<string>();
    Object.assign(window, { answers });
    new MutationObserver(() => {
      const outcome = document.querySelector(".station-outcome");
      const language = outcome?.closest("[lang]")?.getAttribute("lang");
      if (outcome) answers.add(`${language} ${outcome.lastChild?.textContent}`);
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
/** Waits until the tablet has answered all of this, however often each code has to come. */
const seeAnswers = (page: Page, wanted: readonly string[]) =>
  expect
    .poll(
      async () => {
        const given = await page.evaluate(() => [
          ...(window as unknown as { answers: Set<string> }).answers,
        ]);
        return wanted.filter((answer) => !given.includes(answer));
      },
      { timeout: 120_000 },
    )
    .toEqual([]);
const readByTablet = (page: Page, scans: number) =>
  page.locator(".figure-card", { hasText: "Read by this tablet" }).getByText(`${scans}`, {
    exact: true,
  });

test("a tablet reads codes of every kind offline, and each visit counts once", async () => {
  const { page, context } = tablet;
  await page.goto("/staff/station");
  await page.getByRole("link", { name: "Vitals" }).click();
  await see(page, said.camera.ready);
  expect(await findBarriers(page)).toEqual([]);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));

  const { day } = await product.figures();
  const tags = languages.map(({ tag }) => tag);
  const pictures: Picture[] = Object.values(kinds).map((pose, index) =>
    takePicture(codeOf(index + 1, tags[index] as string, day), pose),
  );
  writeVideo(tabletCamera, [...pictures, slip(), foreign, poster("vitals")]);
  await noteAnswers(page);
  // However long this takes: the same visit is scanned anew after a minute.
  await page.clock.setFixedTime(Date.now());
  await context.setOffline(true);
  await page.reload();
  await readByTablet(page, pictures.length + 1).waitFor({ timeout: 120_000 });
  await see(page, `${pictures.length + 1} waiting to be sent`);
  await see(page, said.sync.why.noConnection);
  const visitors = [...tags.slice(0, pictures.length), "zh"] as const;
  await seeAnswers(page, [
    ...visitors.map((tag) => `${tag} ${stationWords[tag].recorded}`),
    `en ${stationWords.en.foreign}`,
    `en ${stationWords.en.poster}`,
  ]);

  writeVideo(tabletCamera, [nothing]);
  await page.reload();
  await see(page, `${pictures.length + 1} waiting to be sent`);
  await context.setOffline(false);
  await see(page, said.sync.nothingYet);
  expect(await product.figures()).toMatchObject({ visits: 7, scans: 7 });
  await page
    .locator(".figure-card", { hasText: "Scans at this station today" })
    .getByText("7", { exact: true })
    .waitFor();
  const { tablets } = (await (await product.api("/sites/main/tablets")).json()) as {
    tablets: unknown[];
  };
  expect(tablets).toMatchObject([{ station: "vitals", waiting: 0 }]);
  expect(tablet.problems.filter((text) => !text.includes("ERR_INTERNET_DISCONNECTED"))).toEqual([]);
});

test("a tablet goes on when its sign-in has ended, and says so", async () => {
  const { page, context } = tablet;
  await context.clearCookies();
  writeVideo(tabletCamera, [takePicture(codeOf(8, "hi"), { side: 260 })]);
  await page.reload();
  await see(page, "Please sign in again on this tablet.");
  // An answer stands for some seconds only.
  await seeAnswers(page, [`hi ${stationWords.hi.recorded}`]);
  await see(page, said.sync.nothingYet);
  expect(await product.figures()).toMatchObject({ visits: 8 });
  expect(await findBarriers(page)).toEqual([]);
});

test("a phone goes on with a slip's visit by the page's own camera, and reads posters", async () => {
  writeVideo(phoneCamera, [foreign]);
  phone = await openPhone(product, { args: cameraFlags(phoneCamera) });
  const { page } = phone;
  const openCamera = () => page.getByRole("button", { name: said.scanner.action }).click();
  await page.goto("/visit");
  await openCamera();
  await see(page, said.scanner.foreign);
  expect(await findBarriers(page)).toEqual([]);
  await page.getByRole("button", { name: said.scanner.close }).click();
  expect(page.url()).toBe(`${product.url}/visit`);

  writeVideo(phoneCamera, [slip()]);
  await openCamera();
  await see(page, said.code.taken);
  writeVideo(phoneCamera, [poster("lab")]);
  await openCamera();
  await seeConfirmation(page, "Lab", said.received);
  const figures = await product.figures();
  expect(figures).toMatchObject({ visits: 8 });
  expect(figures.transitions).toMatchObject([{ from: "Vitals", to: "Lab", n: 1 }]);
  expect([...phone.problems, ...product.failures()]).toEqual([]);
});

test.each([
  ["absent", []],
  ["refused", ["--use-fake-device-for-media-stream"]],
] as const)("a camera that is %s is said in plain words", async (why, args) => {
  const other = await openPhone(product, { args: [...args] });
  await scan(other.page, "vitals");
  await other.page.getByRole("button", { name: said.scanner.action }).click();
  await see(other.page, said.camera.why[why]);
  await other.page.getByRole("button", { name: said.camera.retry }).click();
  await see(other.page, said.camera.why[why]);
  expect(other.problems).toEqual([]);
  await other.close();
});
