import type { SettingsResponse } from "@throughline/shared/api.ts";
import { defaultStations } from "@throughline/shared/station.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openPhone, type Phone } from "./browser.ts";
import { canReadPrints, photographAndRead, printAndRead } from "./printed.ts";
import { type Product, startProduct } from "./product.ts";

const publicUrl = "https://flow.clinic.example";
const wanted = defaultStations.map(({ code }) => `${publicUrl}/s/${code}`).sort();

let product: Product;
let desk: Phone;

beforeAll(async () => {
  product = await startProduct({ args: ["--public-url", publicUrl] });
  desk = await openPhone(product, { width: 1440, height: 900 });
  // The link bears the public address, which is nowhere on this machine.
  await desk.page.goto(new URL(product.signInUrl).pathname);
  await desk.page.waitForURL("**/staff/flow*");
});
afterAll(async () => {
  await desk?.close();
  await product?.remove();
});

const show = async (search: string) => {
  await desk.page.goto(`/staff/posters${search}`);
  await desk.page.locator(".poster-code").first().waitFor();
};

for (const paper of ["a4", "letter"]) {
  for (const perPage of [1, 2, 4, 6]) {
    test.runIf(canReadPrints)(
      `every printed code of ${perPage} a page on ${paper} is read back`,
      async () => {
        await show(`?per-page=${perPage}&paper=${paper}&languages=en,zh,ar&note=Desk+2`);
        expect(await printAndRead(desk.page, 75)).toEqual({
          pages: Math.ceil(wanted.length / perPage),
          codes: wanted,
        });
      },
    );
  }
}

test.runIf(canReadPrints)("a poster is read from far away", async () => {
  await show("?stations=vitals,lab");
  const { codes } = await printAndRead(desk.page, 25);
  expect(codes).toEqual([`${publicUrl}/s/lab`, `${publicUrl}/s/vitals`]);
});

test.runIf(canReadPrints)("a poster is read from the side", async () => {
  await show("?stations=vitals");
  await desk.page.locator(".poster-code").evaluate((code: SVGElement) =>
    Object.assign(code.style, {
      position: "fixed",
      inset: "200px auto auto 500px",
      width: "420px",
      height: "420px",
      padding: "60px",
      background: "#fff",
      transform: "perspective(900px) rotateY(35deg) rotate(12deg) skewX(6deg)",
    }),
  );
  expect(await photographAndRead(desk.page)).toEqual([`${publicUrl}/s/vitals`]);
});

test("a poster says what it is for and where it leads", async () => {
  await show("?stations=vitals&title=Hillside&note=The+desk+is+upstairs");
  const text = await desk.page.getByRole("article").textContent();
  expect(text).toContain("Hillside");
  expect(text).toContain("flow.clinic.example");
  expect(text).toContain("This measures waiting times");
  expect(text).toContain("The desk is upstairs");
  expect(text).not.toContain("Trial poster");
});

test("what is chosen stands in the address, and a fourth language has to wait", async () => {
  await show("");
  const { page } = desk;
  await page.getByLabel("Español").check();
  await page.getByLabel("العربية").check();
  await page.getByLabel("Title").fill("North wing");
  await page.getByLabel("US Letter").check();
  await expect.poll(() => new URL(page.url()).searchParams.get("languages")).toBe("en,es,ar");
  await expect.poll(() => new URL(page.url()).searchParams.get("title")).toBe("North wing");
  await page.reload();
  expect(await page.getByLabel("US Letter").isChecked()).toBe(true);
  expect(await page.getByRole("article").first().textContent()).toContain("North wing");
  expect(desk.problems).toEqual([]);
});

test("the longest words stay on their poster, in every layout", async () => {
  const { version, settings } = (await (
    await product.api("/sites/main/settings")
  ).json()) as SettingsResponse;
  const label = "Immunizations and travel medicine counselling for families, second floor, room 2";
  const labels = {
    es: label,
    ar: "التطعيمات واستشارات طب السفر للعائلات في الطابق الثاني غرفة رقم ٢",
  };
  const stations = settings.stations.map((station) => ({ ...station, label, labels }));
  const saved = await product.api("/sites/main/settings", {
    method: "PUT",
    body: JSON.stringify({ version, settings: { ...settings, stations } }),
  });
  expect(saved.status).toBe(200);
  const words = `title=${encodeURIComponent(label)}&note=${"Ask at the desk. ".repeat(9)}`;
  for (const paper of ["a4", "letter"]) {
    for (const perPage of [1, 2, 4, 6]) {
      await show(`?per-page=${perPage}&paper=${paper}&languages=en,es,ar&${words}`);
      // What was last known is shown first.
      await desk.page.locator(".poster", { hasText: labels.ar }).first().waitFor();
      const spilt = await desk.page
        .locator(".poster")
        .evaluateAll((posters) =>
          posters
            .map(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)
            .filter((pixels) => pixels > 0),
        );
      expect(spilt, `${perPage} a page on ${paper}`).toEqual([]);
    }
  }
});
