import { afterAll, beforeAll, expect, test } from "vitest";
import { newProfile, openPhone, removeProfile } from "./browser.ts";
import { controlBrowser, firstPage, startBrowser } from "./own-browser.ts";
import { prepareOffline, said, see } from "./patient-page.ts";
import { type Product, startProduct } from "./product.ts";

const ROUNDS = 20;
const stations = ["entrance", "admin", "vitals", "provider", "lab"];

let product: Product;
let profile: string;

beforeAll(async () => {
  product = await startProduct();
  profile = newProfile();
});
afterAll(async () => {
  await product?.remove();
  removeProfile(profile);
});

test(`a browser killed after each of ${ROUNDS} confirmations has lost none of them`, async () => {
  const phone = await openPhone(product, { profile });
  await prepareOffline(phone.page);
  await phone.close();
  await product.kill();

  const scanned: string[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const station = stations[round % stations.length] as string;
    const { devToolsUrl, kill } = await startBrowser(product, profile, ["about:blank"]);
    try {
      const page = await firstPage(await controlBrowser(devToolsUrl));
      await page.goto(`${product.url}/s/${station}`, { waitUntil: "commit" });
      await page.locator(".tick").waitFor();
    } finally {
      await kill();
    }
    scanned.push(station);
  }

  await product.restart();
  const back = await openPhone(product, { profile });
  await back.page.goto("/visit");
  await see(back.page, said.sync.allReceived);
  await back.close();

  const figures = await product.figures();
  expect(figures).toMatchObject({ visits: 1, scans: ROUNDS });
  expect(figures.paths.map(({ codes }) => codes)).toEqual([scanned]);
});
