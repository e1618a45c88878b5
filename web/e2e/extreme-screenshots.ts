/**
 * Takes the staff's pages at their limits: before any data, very long and right-to-left names on a
 * wall of forty beds, a silent feed, an old monitor, no server, large text, forced colours, a phone
 * on its side, and paper. `node web/e2e/extreme-screenshots.ts FOLDER [SCENE …]`, after a build.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { wardNames } from "@throughline/shared/testing/ward.ts";
import { openPhone, type Phone, type PhoneOptions } from "./browser.ts";
import { pushHospitalDay } from "./hospital.ts";
import { prepareOffline, scan } from "./patient-page.ts";
import { type Product, startProduct } from "./product.ts";
import { type Bed, lisFile, pmsFile, sendFile } from "./ward-files.ts";
import { rowOf, signIn } from "./ward-tablet.ts";

const [, , folder = "screenshots", ...wanted] = process.argv;
mkdirSync(folder, { recursive: true });

const pages = {
  flow: "/staff/flow",
  report: "/staff/report",
  board: "/staff/board",
  posters: "/staff/posters",
  slips: "/staff/slips",
  station: "/staff/station",
  wards: "/staff/wards",
  "no-ward": "/staff/ward/-",
  patients: "/staff/patients",
  records: "/staff/records",
  alerts: "/staff/alerts",
  access: "/staff/access",
  backtest: "/staff/backtest",
  uploads: "/staff/uploads",
  feeds: "/staff/settings/feeds",
  "ward-settings": "/staff/settings/wards",
  settings: "/staff/settings",
};
const long = "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewiss";
const names = [...wardNames, [long.slice(0, 60), long.slice(0, 60)] as const];
const beds: Bed[] = Array.from({ length: 40 }, (_, index) => ({
  bed: index === 30 ? "Fensterplatz links neben der Tür" : String(index + 1),
  name: names[index % names.length] as Bed["name"],
  admittedHoursAgo: 900 + index,
  testedHoursAgo: index % 3 === 0 ? (index === 12 ? null : 50 + index * 19) : (index * 7) % 47,
}));

const look = async (phone: Phone, name: string, fullPage = true) => {
  await phone.page.waitForLoadState("networkidle").catch(() => {});
  await phone.page.screenshot({ path: join(folder, `${name}.png`), fullPage });
};
const visit = async (phone: Phone, name: string, path: string, fullPage = true) => {
  await phone.page.goto(path);
  await phone.page.locator("h1, .notice").first().waitFor();
  await look(phone, name, fullPage);
};
const using = async (
  product: Product,
  options: PhoneOptions,
  path: string,
  act: (phone: Phone) => Promise<void>,
) => {
  const phone = await openPhone(product, options);
  await signIn(product, phone, path);
  await act(phone);
  for (const problem of phone.problems) console.log("console:", path, problem);
  await phone.close();
};
const filled = async (options?: Parameters<typeof startProduct>[0]) => {
  const product = await startProduct({ monitorMs: 1_000, ...options });
  await sendFile(product, "pms.csv", pmsFile(beds));
  await sendFile(product, "lis.csv", lisFile(beds));
  await pushHospitalDay(product, { daysAgo: 1, scans: 900, seed: 12 });
  await pushHospitalDay(product, { daysAgo: 0, scans: 900, seed: 11 });
  return product;
};

const sizes = { phone: { width: 390, height: 844 }, desk: { width: 1440, height: 900 } };
const onItsSide = { width: 844, height: 390 };
const tv = { width: 1920, height: 1080 };

const scenes: Record<string, () => Promise<void>> = {
  empty: async () => {
    const product = await startProduct({ monitorMs: 1_000 });
    for (const [size, options] of Object.entries(sizes)) {
      await using(product, options, "/staff/flow", async (phone) => {
        for (const [name, path] of Object.entries(pages)) {
          await visit(phone, `empty-${name}-${size}`, path);
        }
      });
    }
    console.log(product.failures().join("\n"));
    await product.remove();
  },
  wards: async () => {
    const product = await filled();
    for (const dark of [false, true]) {
      const end = dark ? "dark" : "light";
      await using(product, { ...tv, dark }, "/staff/ward/4B?screen=wall", async (phone) => {
        await phone.page.getByText("Live").waitFor();
        await look(phone, `wall-tv-${end}`, false);
      });
      await using(product, { ...onItsSide, dark }, "/staff/ward/4B", async (phone) => {
        await phone.page.getByText("Live").waitFor();
        await look(phone, `ward-on-side-${end}`, false);
        await rowOf(phone.page, "1").getByRole("button").click();
        await phone.page.getByRole("dialog").waitFor();
        await look(phone, `dialog-on-side-${end}`, false);
        await visit(phone, `wall-on-side-${end}`, "/staff/ward/4B?screen=wall", false);
      });
    }
    for (const [size, options] of Object.entries(sizes)) {
      await using(product, options, "/staff/ward/4B", async (phone) => {
        await phone.page.getByText("Live").waitFor();
        await look(phone, `long-names-${size}`);
        await rowOf(phone.page, "34").getByRole("button").click();
        await phone.page.getByRole("dialog").waitFor();
        await look(phone, `long-names-dialog-${size}`, false);
        for (const kind of ["Snooze", "No tests intended", "Escalate"]) {
          if (!(await phone.page.getByRole("radio", { name: new RegExp(`^${kind}`) }).count()))
            continue;
          await phone.page.getByRole("radio", { name: new RegExp(`^${kind}`) }).check();
          await phone.page.getByRole("dialog").locator("button[type=submit]").click();
          await look(phone, `dialog-${kind}-${size}`, false);
        }
        await phone.page.keyboard.press("Escape");
        for (const [name, change] of [
          ["monitor-old", { monitorAt: new Date(Date.now() - 26 * 60_000).toISOString() }],
          ["monitor-never", { monitorAt: null }],
          ["silent", null],
        ] as const) {
          await phone.page.route(/\/api\/v1\/wards(\/4B)?\?/, async (route) => {
            // The answer itself, not that nothing has changed.
            const asked = { ...route.request().headers(), "if-none-match": "" };
            const answer = await route.fetch({ headers: asked });
            const body = await answer.json().catch(() => null);
            if (!body) return route.fulfill({ response: answer });
            const since = new Date(Date.now() - 30 * 3_600_000).toISOString();
            const feeds = body.feeds.map((feed: object) => ({
              ...feed,
              ...(change === null && { silentSince: since, lastGoodAt: since, usualMinutes: 60 }),
            }));
            const headers = { ...answer.headers(), etag: `"${name}"` };
            const json = { ...body, ...change, feeds, version: name };
            await route.fulfill({ response: answer, headers, json });
          });
          await visit(phone, `${name}-${size}`, "/staff/ward/4B", false);
          await visit(phone, `${name}-wall-${size}`, "/staff/ward/4B?screen=wall", false);
          await visit(phone, `${name}-wards-${size}`, "/staff/wards", false);
          await phone.page.unrouteAll({ behavior: "ignoreErrors" });
        }
      });
    }
    console.log(product.failures().join("\n"));
    await product.remove();
  },
  large: async () => {
    const product = await filled();
    for (const [size, options] of Object.entries(sizes)) {
      // Chromium's own setting "very large" font: twice 16 px.
      await using(
        product,
        { ...options, args: ["--blink-settings=defaultFontSize=32"] },
        "/staff/flow",
        async (phone) => {
          for (const [name, path] of Object.entries({
            ...pages,
            ward: "/staff/ward/4B",
            wall: "/staff/ward/4B?screen=wall",
            patient: "/staff/patients/P-4B-1",
          })) {
            await visit(
              phone,
              `large-${name}-${size}`,
              path,
              name !== "ward" && name !== "patients",
            );
          }
          await phone.page.goto("/staff/ward/4B");
          await rowOf(phone.page, "1").getByRole("button").click();
          await phone.page.getByRole("dialog").waitFor();
          await look(phone, `large-dialog-${size}`, false);
        },
      );
    }
    const phone = await openPhone(product, {
      ...sizes.phone,
      args: ["--blink-settings=defaultFontSize=32"],
    });
    await prepareOffline(phone.page);
    await scan(phone.page, "vitals");
    await phone.page.locator(".timeline li").last().waitFor();
    await look(phone, "large-visit");
    await phone.close();
    await product.remove();
  },
  forced: async () => {
    const product = await filled();
    for (const [size, options] of Object.entries(sizes)) {
      await using(product, options, "/staff/flow", async (phone) => {
        await phone.page.emulateMedia({
          forcedColors: "active",
          colorScheme: size === "phone" ? "dark" : "light",
        });
        for (const [name, path] of Object.entries({
          ...pages,
          ward: "/staff/ward/4B",
          wall: "/staff/ward/4B?screen=wall",
          patient: "/staff/patients/P-4B-1",
        })) {
          await visit(phone, `forced-${name}-${size}`, path, false);
        }
        await phone.page.goto("/staff/ward/4B");
        await rowOf(phone.page, "1").getByRole("button").click();
        await phone.page.getByRole("dialog").waitFor();
        await look(phone, `forced-dialog-${size}`, false);
      });
    }
    const phone = await openPhone(product, sizes.phone);
    await phone.page.emulateMedia({ forcedColors: "active", colorScheme: "dark" });
    await prepareOffline(phone.page);
    await scan(phone.page, "vitals");
    await phone.page.locator(".timeline li").last().waitFor();
    await look(phone, "forced-visit");
    await phone.close();
    await product.remove();
  },
  side: async () => {
    const product = await filled();
    await using(product, onItsSide, "/staff/flow", async (phone) => {
      for (const [name, path] of Object.entries({ ...pages, vitals: "/staff/station/vitals" })) {
        await visit(phone, `side-${name}`, path, false);
      }
    });
    const phone = await openPhone(product, onItsSide);
    await prepareOffline(phone.page);
    await scan(phone.page, "vitals");
    await phone.page.locator(".timeline li").last().waitFor();
    await look(phone, "side-visit", false);
    await phone.close();
    await product.remove();
  },
  errors: async () => {
    const product = await filled();
    for (const [size, options] of Object.entries(sizes)) {
      await using(product, options, "/staff/flow", async (phone) => {
        await visit(phone, `error-patient-${size}`, "/staff/patients/nobody");
        await visit(phone, `error-day-${size}`, "/staff/flow?day=2026-02-31");
        await visit(phone, `error-site-${size}`, "/staff/flow?site=nowhere");
        await visit(phone, `error-file-${size}`, "/staff/uploads?file=nothing");
        await visit(phone, `error-feed-${size}`, "/staff/settings/feeds?feed=nothing");
        await visit(phone, `error-station-${size}`, "/staff/station/nowhere");
        await visit(phone, `patients-none-${size}`, "/staff/patients?hours=5000");
        await phone.page.goto("/staff/records");
        await phone.page.getByLabel("Medical record number").fill("nobody");
        await phone.page.keyboard.press("Enter");
        await look(phone, `error-records-${size}`);
        await phone.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
        await phone.context.setOffline(true);
        for (const [name, path] of Object.entries(pages)) {
          await phone.page.goto(path);
          await phone.page.waitForTimeout(1_500);
          await phone.page.screenshot({
            path: join(folder, `offline-${name}-${size}.png`),
            fullPage: true,
          });
        }
        await phone.context.setOffline(false);
      });
    }
    await product.remove();
  },
  paper: async () => {
    const product = await filled();
    await using(product, sizes.desk, "/staff/flow", async (phone) => {
      for (const [name, path] of Object.entries({
        ...pages,
        ward: "/staff/ward/4B",
        wall: "/staff/ward/4B?screen=wall",
        patient: "/staff/patients/P-4B-1",
      })) {
        await phone.page.goto(path);
        await phone.page.locator("h1").first().waitFor();
        await phone.page.waitForLoadState("networkidle").catch(() => {});
        const file = join(folder, `paper-${name}`);
        await phone.page.pdf({ path: `${file}.pdf`, preferCSSPageSize: true });
        execFileSync("pdftoppm", ["-r", "50", "-l", "3", "-png", `${file}.pdf`, file]);
      }
    });
    await product.remove();
  },
};
for (const [name, take] of Object.entries(scenes)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(name);
  await take();
}
