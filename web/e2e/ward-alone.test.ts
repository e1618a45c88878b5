import { wardSettingsResponseSchema } from "@throughline/shared/ward-api.ts";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { openPhone, type Phone } from "./browser.ts";
import { type Product, startProduct } from "./product.ts";
import { type Bed, lisFile, pmsFile, sendFile } from "./ward-files.ts";
import {
  keptByWorker,
  readAlerts,
  readBeds,
  readKept,
  record,
  rowOf,
  see,
  seeInRow,
  signIn,
} from "./ward-tablet.ts";

/** One tablet, whose clock goes as the tests say. */
let product: Product;
let tablet: Phone;
let sockets: "refused" | "open" = "open";

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
const beds: Bed[] = [
  { bed: "7", name: ["Adaeze", "Okafor"], admittedHoursAgo: 100, testedHoursAgo: 61 },
  { bed: "12", name: ["Maja", "Lindqvist"], admittedHoursAgo: 90, testedHoursAgo: 45 },
  { bed: "1", name: ["陽子", "田中"], admittedHoursAgo: 20, testedHoursAgo: 6 },
];
let dueAtMs = 0;

declare global {
  /** What the worker has shown. */
  var shown: unknown[];
  /** How many notes the page has played. */
  var notes: number;
}
const notesPlayed = () => tablet.page.evaluate(() => globalThis.notes);

/** Escalations go to an address where nobody listens. */
const callNobody = async () => {
  const path = "/ward-settings";
  const { settings, version } = wardSettingsResponseSchema.parse(
    await (await product.api(path)).json(),
  );
  const policy = { ...settings.policy, webhook: "http://127.0.0.1:9/" };
  const body = JSON.stringify({ version, settings: { ...settings, policy } });
  expect((await product.api(path, { method: "PUT", body })).status).toBe(200);
};

const opened = (page: Phone["page"]) => page.goto("/staff/ward/4B?order=urgency");

beforeAll(async () => {
  product = await startProduct({ monitorMs: 2 * SECOND });
  await sendFile(product, "pms.csv", pmsFile(beds));
  dueAtMs = Date.now() + 3 * HOUR;
  await sendFile(product, "lis.csv", lisFile(beds));
  tablet = await openPhone(product, { width: 820, height: 700 });
  await tablet.context.clock.install();
  await tablet.context.addInitScript(() => {
    globalThis.notes = 0;
    const { prototype } = AudioScheduledSourceNode;
    const { start } = prototype;
    prototype.start = function (when) {
      globalThis.notes += 1;
      start.call(this, when);
    };
  });
  await tablet.context.routeWebSocket(/\/ws/, (socket) => {
    if (sockets === "open") socket.connectToServer();
    else void socket.close();
  });
  await tablet.context.grantPermissions(["notifications"], { origin: product.url });
  await signIn(product, tablet, "/staff/ward/4B");
  await keptByWorker(tablet);
});
afterEach(() => tablet.context.clock.resume());
afterAll(async () => {
  await tablet?.close();
  await product?.remove();
});

test("offline the hours go on, beds become due, and rows stay under the finger", async () => {
  const { page, context } = tablet;
  await see(page, "Live");
  await context.setOffline(true);
  await page.reload();
  await rowOf(page, "7").waitFor();
  await see(page, "No connection");
  const deed = { bed: "7", what: "No tests intended", by: "Ana", button: "Record it" };
  await record(page, { ...deed, reason: "Comfort care" });
  await rowOf(page, "7").getByText("Saved here, not sent yet").waitFor();
  await page.getByRole("button", { name: "Turn sound on" }).click();

  // The tablet goes by the server's clock, which it knows as well as the last answer was quick.
  const [kept] = await readKept(page, "throughline-ward", "snapshots");
  const { offsetMs } = kept as { offsetMs: number };
  await page.clock.pauseAt(dueAtMs - offsetMs - 1.5 * SECOND);
  await see(page, /^Not current: as of /);
  await see(page, /^The monitor last looked at /);
  expect(await readBeds(page)).toEqual(["7", "12", "1"]);
  await seeInRow(page, "7", /63 h.*No tests intended: Comfort care Ana/);
  await seeInRow(page, "12", /47 h.*Due soon/);
  // As in browsers that do not hold what is on the glass by themselves.
  await page.evaluate(() => document.documentElement.style.setProperty("overflow-anchor", "none"));
  await rowOf(page, "1").locator(".ward-name").click();
  const touched = await rowOf(page, "1").boundingBox();
  await page.clock.runFor(2.9 * SECOND);
  await rowOf(page, "12").getByText("Opened by this tablet, not yet by the server").waitFor();
  await seeInRow(page, "12", /48 h.*Overdue/);
  expect(await notesPlayed(), "the trial alone: no file confirms this alert").toBe(2);
  expect(await readBeds(page), "within three seconds of a touch").toEqual(["7", "12", "1"]);
  expect((await rowOf(page, "1").boundingBox())?.y, "on the glass").toBeCloseTo(touched?.y ?? 0, 0);
  await page.clock.runFor(2 * SECOND);
  await expect.poll(() => readBeds(page)).toEqual(["12", "7", "1"]);

  await page.clock.resume();
  await context.setOffline(false);
  await page.clock.fastForward(HOUR / 10);
  await see(page, "Live");
  await page.getByText("Saved here, not sent yet").waitFor({ state: "detached" });
  await page.getByText(/^Not current/).waitFor({ state: "detached" });
  // The server's clock did not go with the tablet's.
  await rowOf(page, "12").getByText("Due soon").waitFor();
  await rowOf(page, "7").getByText("No tests intended: Comfort care").waitFor();
});

test("old data, a monitor that stands and a refused socket are told", async () => {
  const { page } = tablet;
  sockets = "refused";
  const stands = new Date(Date.now() - 4 * 60 * SECOND).toISOString();
  await page.route("**/api/v1/wards/4B*", async (route) => {
    const { headers } = route.request();
    const asked = { headers: { ...headers, "if-none-match": "" }, maxRetries: 3 };
    const response = await route.fetch(asked);
    await route.fulfill({ response, json: { ...(await response.json()), monitorAt: stands } });
  });
  await page.route("**/api/v1/wards?*", async (route) => {
    const response = await route.fetch({ maxRetries: 3 });
    await route.fulfill({ response, json: { ...(await response.json()), monitorFailed: 2 } });
  });
  await page.goto("/staff/wards");
  await page.getByText("The monitor’s last look failed for 2 stays or feeds.").waitFor();
  await opened(page);
  await see(page, /^The monitor is late: this screen opens alerts by itself meanwhile\.$/);
  await see(page, "Polling");
  await page.getByText(/^Not current/).waitFor({ state: "detached" });
  // What still is on its way would be asked of a server that is killed.
  await page.unrouteAll({ behavior: "wait" });

  await sendFile(product, "later.csv", lisFile([{ ...(beds[1] as Bed), testedHoursAgo: 1 }]));
  await page.clock.fastForward(31 * SECOND);
  await rowOf(page, "12").getByText("1 h", { exact: true }).waitFor();
  await page.getByText(/^The monitor last looked/).waitFor({ state: "detached" });

  await product.kill();
  await page.clock.fastForward(3 * 60 * SECOND);
  await see(page, "No connection");
  await see(page, /^Not current: as of .* ago\.$/);
  expect(await readBeds(page)).toHaveLength(3);
  await product.restart();
  sockets = "open";
  await page.clock.fastForward(10 * 60 * SECOND);
  await see(page, "Live");
  await page.getByText(/^Not current/).waitFor({ state: "detached" });
});

test("an alert is seen once its row has been in sight, not before, on a screen kept awake", async () => {
  const { page } = tablet;
  const seen: number[] = [];
  page.on("request", (request) => {
    if (!request.url().includes("/api/v1/sync")) return;
    const { entries } = request.postDataJSON() as {
      entries: { type: string; body: { episodes: string[] } }[];
    };
    for (const { type, body } of entries) if (type === "view") seen.push(body.episodes.length);
  });
  await page.addInitScript(() => {
    navigator.wakeLock.request = async () => Object.assign(window, { isAwake: true }) as never;
  });
  await page.setViewportSize({ width: 820, height: 300 });
  await page.goto("/staff/ward/4B?order=bed");
  const row = rowOf(page, "7");
  await row.waitFor();
  expect((await row.boundingBox())?.y, "below what can be seen").toBeGreaterThan(300);
  await expect.poll(() => seen).toEqual([0]);
  await row.scrollIntoViewIfNeeded();
  await expect.poll(() => seen).toEqual([0, 1]);
  expect(await page.evaluate(() => "isAwake" in window)).toBe(true);
  await page.setViewportSize({ width: 820, height: 700 });
  await opened(page);
});

test("snoozed, escalated and taken back: each is said, and the history keeps it", async () => {
  const { page } = tablet;
  const by = "Ben";
  await callNobody();
  await record(page, { bed: "7", what: "Snooze", by, button: "Snooze", reason: "In theatre" });
  await rowOf(page, "7").getByText("Snoozed: In theatre").waitFor();
  await record(page, { bed: "7", what: "Escalate", by, button: "Escalate" });
  const dialog = page.getByRole("dialog");
  for (const what of ["Snoozed: In theatre", "No tests intended: Comfort care"]) {
    await page.getByText("Saved here, not sent yet").waitFor({ state: "detached" });
    await rowOf(page, "7").getByRole("button").click();
    await dialog.getByText("Escalated by hand").waitFor();
    await dialog.getByRole("button", { name: new RegExp(`^Withdraw: ${what}`) }).click();
    await dialog.getByLabel(/who are you/i).fill(by);
    await dialog.getByRole("button", { name: "Withdraw", exact: true }).first().click();
    await dialog.waitFor({ state: "detached" });
  }
  await rowOf(page, "7").getByText("Escalated").waitFor();
  await expect.poll(() => readAlerts(product)).toEqual([["7", "escalated"]]);
  const failing = async () =>
    ((await (await product.api("/ward-settings")).json()) as { failing: unknown[] }).failing;
  await expect.poll(failing).toHaveLength(1);
  await page.goto("/staff/settings/wards");
  await page.getByRole("alert").getByText("The webhook of 4B does not work.").waitFor();
  await opened(page);
});

test("what changes under an open dialog is said in it", async () => {
  const { page } = tablet;
  const dialog = page.getByRole("dialog");
  const seven = beds[0] as Bed;
  await rowOf(page, "7").getByRole("button").click();
  await dialog.getByRole("button", { name: "Acknowledge", exact: true }).waitFor();
  await sendFile(product, "tested.csv", lisFile([{ ...seven, testedHoursAgo: 2 }]));
  await dialog.getByText("This bed is not overdue any more.").waitFor();
  await dialog
    .getByRole("button", { name: "Acknowledge", exact: true })
    .waitFor({ state: "detached" });
  await sendFile(product, "left.csv", pmsFile([{ ...seven, status: "Discharged" }]));
  await page.clock.fastForward(31 * SECOND);
  await dialog.getByText("This patient has left the ward’s list.").waitFor();
  await dialog.getByRole("button", { name: "Close" }).click();
  await expect.poll(() => readBeds(page)).toEqual(["1", "12"]);
});

test("a sound that was asked for comes once for an alert that opens confirmed", async () => {
  const { page } = tablet;
  const untested = (bed: string): Bed => ({
    bed,
    name: ["Ada", "Nwosu"],
    admittedHoursAgo: 60,
    testedHoursAgo: null,
  });
  const overdue = async (bed: string) => {
    await sendFile(product, `bed-${bed}.csv`, pmsFile([untested(bed)]));
    await rowOf(page, bed).getByText("Overdue").waitFor();
    await page.getByText(/^Opened by this tablet/).waitFor({ state: "detached" });
  };
  expect(await notesPlayed(), "nobody has asked yet").toBe(0);
  await page.getByRole("button", { name: "Turn sound on" }).click();
  expect(await notesPlayed(), "how loud it is").toBe(2);
  await overdue("5");
  await expect.poll(notesPlayed).toBe(4);
  await page.getByRole("button", { name: "Turn sound off" }).click();
  await overdue("6");
  await page.getByRole("status").getByText("4B: 1 bed newly overdue.").waitFor();
  expect(await notesPlayed()).toBe(4);
});

test("a tablet is told while it sleeps, and of nobody", async () => {
  const { page, context } = tablet;
  // This browser has no push service: what it would answer.
  await page.addInitScript(() => {
    const key = "B".padEnd(87, "A");
    const made = {
      endpoint: "https://push.example/1",
      toJSON: () => ({ endpoint: made.endpoint, keys: { p256dh: key, auth: "A".repeat(22) } }),
      unsubscribe: async () => sessionStorage.removeItem("pushed") === undefined,
    };
    Object.assign(PushManager.prototype, {
      getSubscription: async () => (sessionStorage.getItem("pushed") ? made : null),
      subscribe: async () => {
        sessionStorage.setItem("pushed", "yes");
        return made;
      },
    });
  });
  await page.reload();
  await page.getByRole("button", { name: "Tell this tablet of 4B while it sleeps" }).click();
  await see(page, "Told while it sleeps: 4B");
  const stop = page.getByRole("button", { name: "Stop telling this tablet while it sleeps" });
  await page.reload();
  await stop.click();
  await stop.waitFor({ state: "detached" });

  const worker = context.serviceWorkers().find((one) => one.url().endsWith("/staff/sw.js"));
  if (!worker) throw new Error("The pages have no worker.");
  // What a browser without a screen says of its notifications depends on when it is asked.
  await worker.evaluate(() => {
    globalThis.shown = [];
    const { registration } = globalThis as unknown as { registration: ServiceWorkerRegistration };
    const show = registration.showNotification.bind(registration);
    registration.showNotification = async (...shown) => {
      await show(...shown);
      globalThis.shown.push(shown);
    };
  });
  const browser = await context.newCDPSession(page);
  const registered = new Promise<string>((resolve) => {
    browser.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const ours = registrations.find(({ scopeURL }) => scopeURL.endsWith("/staff/"));
      if (ours) resolve(ours.registrationId);
    });
  });
  await browser.send("ServiceWorker.enable");
  await browser.send("ServiceWorker.deliverPushMessage", {
    origin: product.url,
    registrationId: await registered,
    data: JSON.stringify({ site: "main", ward: "4B", count: 2 }),
  });
  await expect
    .poll(() => worker.evaluate(() => globalThis.shown))
    .toEqual([
      [
        "Throughline",
        {
          body: "4B: 2 beds newly overdue.",
          tag: "ward main 4B",
          data: { url: "/staff/ward/4B?site=main" },
        },
      ],
    ]);

  const offline =
    /ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED|WebSocket connection|ERR_FAILED/;
  expect(tablet.problems.filter((problem) => !offline.test(problem))).toEqual([]);
  expect(product.failures()).toEqual([]);
});
