import { afterAll, beforeAll, expect, test } from "vitest";
import { checkState } from "./barriers.ts";
import { openPhone, type Phone } from "./browser.ts";
import { clippedTexts, overEdge, smallTargets } from "./layout.ts";
import { type Product, startProduct } from "./product.ts";
import { type Bed, lisFile, pmsFile, sendFile } from "./ward-files.ts";
import {
  countKept,
  keptByWorker,
  readAlerts,
  readBeds,
  record,
  rowOf,
  see,
  seeInRow,
  signIn,
} from "./ward-tablet.ts";

/** Two nurses' tablets and a screen on the wall. */
let product: Product;
let ana: Phone;
let ben: Phone;
let wall: Phone;

const beds: Bed[] = [
  { bed: "3", name: ["سلمى", "حدّاد"], admittedHoursAgo: 51, testedHoursAgo: null },
  { bed: "7", name: ["Adaeze", "Okafor"], admittedHoursAgo: 100, testedHoursAgo: 61 },
  { bed: "12", name: ["José", "Okafor"], admittedHoursAgo: 90, testedHoursAgo: 45 },
  { bed: "1", name: ["陽子", "田中"], admittedHoursAgo: 20, testedHoursAgo: 6 },
];

beforeAll(async () => {
  product = await startProduct({ monitorMs: 2_000 });
  [ana, ben, wall] = await Promise.all([
    openPhone(product, { width: 820, height: 1180 }),
    openPhone(product, { width: 390, height: 844 }),
    openPhone(product, { width: 1440, height: 900, dark: true }),
  ]);
});
afterAll(async () => {
  await Promise.all([ana, ben, wall].map((phone) => phone?.close()));
  await product?.remove();
});

test("a file becomes an overdue bed on every screen, also offline, and everybody agrees in the end", async () => {
  const hints: string[] = [];
  wall.page.on("websocket", (socket) =>
    socket.on("framereceived", ({ payload }) => hints.push(String(payload))),
  );
  await sendFile(product, "calm.csv", pmsFile(beds.slice(3)));
  await signIn(product, wall, "/staff/ward/4B?site=main&screen=wall");
  await see(wall.page, /^0 overdue/);
  for (const [name, text] of [
    ["pms.csv", pmsFile(beds)],
    ["lis.csv", lisFile(beds)],
  ] as const) {
    expect(await sendFile(product, name, text)).toMatchObject({
      state: "done",
      counts: { rejected: 0 },
    });
  }
  await signIn(product, ana, "/staff/wards");
  await ana.page.getByRole("link", { name: "4B" }).click();
  await rowOf(ana.page, "7").waitFor();
  expect(await readBeds(ana.page), "by urgency").toEqual(["7", "3", "12", "1"]);
  await seeInRow(ana.page, "3", /never51 h/);
  await seeInRow(ana.page, "7", /Same surname in bed 12/);
  await seeInRow(ana.page, "12", /Due soondue in [23] h/);
  await ana.page.getByLabel("Order").selectOption("bed");
  await expect.poll(() => readBeds(ana.page)).toEqual(["1", "3", "7", "12"]);

  await signIn(product, ben, "/staff/ward/4B");
  await rowOf(ben.page, "7").waitFor();
  await Promise.all([keptByWorker(ana), keptByWorker(ben)]);
  await Promise.all([ana, ben].map(({ context }) => context.setOffline(true)));
  await Promise.all([ana, ben].map(({ page }) => page.reload()));
  await Promise.all([ana, ben].map(({ page }) => rowOf(page, "7").waitFor()));

  await record(ana.page, { bed: "7", what: "Sample taken", by: "Ana", button: "Acknowledge" });
  await see(ana.page, "Saved here, not sent yet");
  await record(ben.page, { bed: "7", what: "Seen", by: "Ben", button: "Acknowledge" });
  await see(ben.page, "Saved here, not sent yet");
  await seeInRow(ben.page, "7", /Seen Ben/);

  // The later one comes first.
  await ben.context.setOffline(false);
  await ben.page.getByText("Saved here, not sent yet").waitFor({ state: "detached" });
  await ana.context.setOffline(false);
  for (const { page } of [ana, ben]) {
    await see(page, /First: Ana/);
    await seeInRow(page, "7", /Seen Ben/);
  }
  // The monitor's next tick opens what is overdue, and tells the wall.
  await wall.page.locator(".wall-bed", { hasText: "never" }).filter({ hasText: "due" }).waitFor();
  await wall.page.locator(".wall-bed", { hasText: "61 h" }).filter({ hasText: "seen" }).waitFor();
  await expect.poll(() => hints.some((text) => text.includes("patient_alert"))).toBe(true);
  await see(wall.page, /^1 overdue/);
  await expect
    .poll(() => readAlerts(product))
    .toEqual([
      ["3", "open"],
      ["7", "acknowledged"],
    ]);

  const dialog = ben.page.getByRole("dialog");
  await rowOf(ben.page, "7")
    .getByRole("button", { name: /^Details/ })
    .click();
  await dialog.getByText("lis.csv").waitFor();
  await dialog.getByText(/Sample taken by Ana \(first\)/).waitFor();
  await dialog.getByRole("button", { name: "Withdraw: Seen by Ben" }).click();
  await dialog.getByLabel(/who are you/i).fill("Ben");
  await dialog.getByRole("button", { name: "Withdraw", exact: true }).first().click();
  for (const { page } of [ana, ben]) {
    await rowOf(page, "7").getByText("Sample taken").waitFor();
    await page.getByText(/First: Ana/).waitFor({ state: "detached" });
  }
  for (const { page } of [ana, ben, wall]) {
    await expect.poll(() => overEdge(page)).toBe(0);
    await expect.poll(() => clippedTexts(page)).toEqual([]);
    await expect.poll(() => smallTargets(page)).toEqual([]);
  }
  await expect
    .poll(() => wall.page.evaluate(() => document.documentElement.scrollHeight - innerHeight))
    .toBe(0);
});

test("who is signed out leaves no patient on the tablet, and loses nothing that was recorded", async () => {
  const { page, context } = ben;
  await context.setOffline(true);
  await record(page, { bed: "3", what: "Test ordered", by: "Ben", button: "Acknowledge" });
  await see(page, "Saved here, not sent yet");
  expect(await countKept(page, "throughline-ward", "snapshots")).toBe(1);
  // The sign-in ends while the tablet is offline.
  await context.clearCookies();
  await context.setOffline(false);
  await see(page, "You are signed out");
  await see(page, "1 entry of the ward saved on this tablet, not sent yet.");
  for (const store of ["snapshots", "lists", "sent"]) {
    await expect.poll(() => countKept(page, "throughline-ward", store)).toBe(0);
  }
  expect(await page.content()).not.toContain("Okafor");
  await checkState(page);

  await signIn(product, ben, "/staff/ward/4B");
  await rowOf(page, "3").getByText("Test ordered").waitFor();
  await page.getByText("Saved here, not sent yet").waitFor({ state: "detached" });
  await rowOf(ana.page, "3").getByText("Test ordered").waitFor();

  await ana.page.getByRole("button", { name: "Sign out" }).click();
  await see(ana.page, "You are signed out");
  await expect.poll(() => countKept(ana.page, "throughline-ward", "snapshots")).toBe(0);

  const offline = /ERR_INTERNET_DISCONNECTED|WebSocket connection|status of 401/;
  for (const { problems } of [ana, ben, wall]) {
    expect(problems.filter((problem) => !offline.test(problem))).toEqual([]);
  }
  expect(product.failures()).toEqual([]);
});
