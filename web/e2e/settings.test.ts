import type { SettingsResponse } from "@throughline/shared/api.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openPhone, type Phone } from "./browser.ts";
import { said, scan, seeConfirmation } from "./patient-page.ts";
import { type Product, startProduct } from "./product.ts";

let product: Product;
let desk: Phone;
let phone: Phone;

const settings = async () =>
  (await (await product.api("/sites/main/settings")).json()) as SettingsResponse;

beforeAll(async () => {
  product = await startProduct();
  desk = await openPhone(product, { width: 1440, height: 900 });
  phone = await openPhone(product);
  await desk.page.goto(product.signInUrl);
  await desk.page.waitForURL("**/staff/flow*");
});
afterAll(async () => {
  await desk?.close();
  await phone?.close();
  await product?.remove();
});

test("a station made on the page takes scans, and then can be retired but not deleted", async () => {
  const { page } = desk;
  await page.goto("/staff/settings");
  await page.getByRole("button", { name: "Add a station" }).click();
  await page.getByRole("textbox", { name: "Label of station 11" }).fill("Eye test");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText("Saved.").waitFor();
  expect((await settings()).settings.stations[10]).toMatchObject({
    code: "eye-test",
    label: "Eye test",
    kind: "service",
  });

  await scan(phone.page, "eye-test");
  await seeConfirmation(phone.page, "Eye test", said.received);
  await page.reload();
  await page.getByRole("button", { name: "Retire: Eye test" }).waitFor();
  await page.getByRole("button", { name: "Delete: Eye test" }).waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Retire: Eye test" }).click();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText("Saved.").waitFor();
  expect((await settings()).settings.stations[10]?.retired).toBe(true);

  await page.goto("/staff/posters");
  await page.getByRole("article", { name: "Poster: Vitals" }).waitFor();
  // What was last known is shown first.
  await page.getByRole("article", { name: "Poster: Eye test" }).waitFor({ state: "detached" });
});

test("a problem is said beside its field, and nothing is saved", async () => {
  const { page } = desk;
  const before = (await settings()).version;
  await page.goto("/staff/settings");
  const label = page.getByRole("textbox", { name: "Label of station 1", exact: true });
  await label.fill("");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText("Not saved", { exact: false }).first().waitFor();
  expect(await label.getAttribute("aria-invalid")).toBe("true");
  expect((await settings()).version).toBe(before);
});

test("a save on top of somebody else's says so and keeps both inputs", async () => {
  const { page } = desk;
  await page.goto("/staff/settings");
  await page.getByRole("textbox", { name: "Label of station 1", exact: true }).fill("Front door");
  const { version, settings: theirs } = await settings();
  const answer = await product.api("/sites/main/settings", {
    method: "PUT",
    body: JSON.stringify({ version, settings: { ...theirs, name: "Harbour clinic" } }),
  });
  expect(answer.status).toBe(200);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText("Somebody else saved these settings in the meantime.").waitFor();
  expect(
    await page.getByRole("textbox", { name: "Label of station 1", exact: true }).inputValue(),
  ).toBe("Front door");
  expect((await settings()).settings).toMatchObject({
    name: "Harbour clinic",
    stations: theirs.stations,
  });
});
