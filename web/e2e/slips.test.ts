import { readVisitCodeUrl } from "@throughline/shared/visit-code.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { languages } from "../src/i18n/languages.ts";
import { openPhone, type Phone } from "./browser.ts";
import { canReadPrints, printAndRead } from "./printed.ts";
import { type Product, startProduct } from "./product.ts";

const publicUrl = "https://flow.clinic.example";
let product: Product;
let desk: Phone;

beforeAll(async () => {
  product = await startProduct({ args: ["--public-url", publicUrl] });
  desk = await openPhone(product, { width: 1440, height: 900 });
  await desk.page.goto(new URL(product.signInUrl).pathname);
  await desk.page.waitForURL("**/staff/flow*");
});
afterAll(async () => {
  await desk?.close();
  await product?.remove();
});

const show = async (search: string) => {
  await desk.page.goto(`/staff/slips${search}`);
  await desk.page.locator(".slip-code").first().waitFor();
};

test.runIf(canReadPrints)("every printed slip is the code of a visit of its own", async () => {
  const seen = new Set<string>();
  for (const paper of ["a4", "letter"]) {
    await show(`?sheets=2&paper=${paper}&language=ar`);
    const { pages, codes } = await printAndRead(desk.page, 150, { columns: 2, rows: 7 });
    expect(pages).toBe(2);
    expect(codes).toHaveLength(28);
    for (const text of codes) {
      const code = readVisitCodeUrl(text);
      expect(code).toEqual({
        origin: publicUrl,
        site: "main",
        visitId: expect.any(String),
        visitDay: undefined,
        language: "ar",
      });
      seen.add(code?.visitId ?? "");
    }
  }
  expect(seen.size).toBe(56);
});

test("what was printed does not come again", async () => {
  await show("");
  const codes = () =>
    desk.page
      .locator(".slip-code path")
      .evaluateAll((paths) => paths.map((path) => path.getAttribute("d")));
  const before = await codes();
  // What the browser says when its print dialog is closed; a headless one has none.
  await desk.page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
  await desk.page.getByText("The codes below are new").waitFor();
  const after = await codes();
  expect(after).toHaveLength(14);
  expect(after.filter((code) => before.includes(code))).toEqual([]);
});

test("a slip's words stay on it in every language and under the longest name", async () => {
  const answer = await product.api("/sites/main/settings");
  const { version, settings } = (await answer.json()) as {
    version: number;
    settings: Record<string, unknown>;
  };
  const name = "Hillside Community Hospital, outpatient clinics and day surgery, Northern Campus";
  await product.api("/sites/main/settings", {
    method: "PUT",
    body: JSON.stringify({ version, settings: { ...settings, name } }),
  });
  for (const { tag } of languages) {
    await show(`?paper=letter&language=${tag}`);
    // What was last known is shown first.
    await desk.page.locator(".slip", { hasText: name }).first().waitFor();
    const spilt = await desk.page
      .locator(".slip")
      .evaluateAll((slips) =>
        slips
          .map(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)
          .filter((pixels) => pixels > 0),
      );
    expect(spilt, tag).toEqual([]);
  }
  expect(desk.problems).toEqual([]);
});
