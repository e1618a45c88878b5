/**
 * Takes every page with a simulated hospital day at phone, tablet and desktop width, light and
 * dark: `node web/e2e/screenshots.ts FOLDER [patient|staff]`. Run by hand after a build, to look at.
 */
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { languages } from "../src/i18n/languages.ts";
import { openPhone } from "./browser.ts";
import { cameraFlags, kinds, takePicture, writeVideo } from "./fake-camera.ts";
import { pushHospitalDay } from "./hospital.ts";
import { prepareOffline, scan } from "./patient-page.ts";
import { startProduct } from "./product.ts";
import { type Bed, lisFile, pmsFile, sendFile } from "./ward-files.ts";

const [, , folder = "screenshots", only] = process.argv;
mkdirSync(folder, { recursive: true });
const sizes = [
  { width: 390, height: 844 },
  { width: 820, height: 1180 },
  { width: 1440, height: 900 },
];
/** What the tablet at a station reads. */
const camera = join(folder, "camera.y4m");
const slip = "/v#01939e3a-5b00-7abc-8def-000000000001..ar";
const staffPages = {
  flow: "/staff/flow",
  "flow-empty": "/staff/flow?day=2020-02-03",
  "flow-range": "/staff/flow?range",
  "flow-compare": "/staff/flow?compare=previous&hours=8-12",
  "flow-export": "/staff/flow?export=events",
  report: "/staff/report",
  board: "/staff/board",
  posters: "/staff/posters?stations=vitals,check-in",
  "posters-4": "/staff/posters?per-page=4",
  slips: "/staff/slips",
  station: "/staff/station",
  "station-vitals": "/staff/station/vitals",
  settings: "/staff/settings",
  uploads: "/staff/uploads?file=last",
  feeds: "/staff/settings/feeds",
  feed: "/staff/settings/feeds?feed=lis",
};

const product = await startProduct();
for (const [daysAgo, scans] of [
  [2, 900],
  [1, 1_000],
  [0, 900],
] as const) {
  await pushHospitalDay(product, { daysAgo, scans, seed: 11 + daysAgo });
}
const beds: Bed[] = [
  { bed: "3", name: ["سلمى", "حدّاد"], admittedHoursAgo: 51, testedHoursAgo: null },
  { bed: "7", name: ["Adaeze", "Okafor"], admittedHoursAgo: 100, testedHoursAgo: 61 },
];
await sendFile(product, "stays.csv", pmsFile(beds));
const badRows = "T8,P-4B-7,CRP,2026-01-20,,4,Entnommen\r\nT9,P-4B-7\r\n";
const { fileId } = await sendFile(product, "labs.csv", lisFile(beds) + badRows);
const { day } = await product.figures();
const from = new Date(Date.parse(day) - 2 * 86_400_000).toISOString().slice(0, 10);

for (const { width, height } of sizes) {
  for (const dark of [false, true]) {
    const end = `${width}-${dark ? "dark" : "light"}.png`;
    const shoot = (phone: Awaited<ReturnType<typeof openPhone>>, name: string) =>
      phone.page.screenshot({ path: join(folder, `${name}-${end}`), fullPage: true });

    const spoken = width < 400 ? languages.map(({ tag }) => tag) : ["en", "ar", "zh"];
    for (const locale of only === "staff" ? [] : spoken) {
      const phone = await openPhone(product, { width, height, dark, locale });
      await prepareOffline(phone.page);
      await shoot(phone, `empty-${locale}`);
      for (const station of ["entrance", "check-in", "vitals"]) {
        await scan(phone.page, station);
        await phone.page.locator(".timeline li").last().waitFor();
      }
      await phone.page.waitForLoadState("networkidle");
      await shoot(phone, `visit-${locale}`);
      await scan(phone.page, "nowhere");
      await phone.page.waitForLoadState("networkidle");
      await shoot(phone, `refused-${locale}`);
      await phone.context.setOffline(true);
      await scan(phone.page, "lab");
      await phone.page.locator(".timeline li").nth(3).waitFor();
      await shoot(phone, `offline-${locale}`);
      await phone.context.setOffline(false);
      await phone.page.locator("summary:has(+ p + .visit-code)").click();
      await shoot(phone, `my-code-${locale}`);
      await phone.page.goto("/v#01939e3a-5b00-7abc-8def-0123456789ab..en");
      await phone.page.locator(".question").waitFor();
      await shoot(phone, `take-over-${locale}`);
      await phone.page.locator(".question .main").click();
      await phone.page.locator(".said").waitFor();
      await shoot(phone, `taken-over-${locale}`);
      await phone.close();
    }

    if (only === "patient") continue;
    writeVideo(camera, [takePicture(`${product.url}${slip}`, kinds.rotated)]);
    const desk = await openPhone(product, { width, height, dark, args: cameraFlags(camera) });
    await desk.page.goto("/staff/flow");
    await shoot(desk, "signed-out");
    const link = await product.api("/sign-in-links", { method: "POST" });
    await desk.page.goto(((await link.json()) as { url: string }).url);
    await desk.page.waitForURL("**/staff/flow*");
    for (const [name, path] of Object.entries(staffPages)) {
      await desk.page.goto(
        path.replace("range", `from=${from}&to=${day}`).replace("=last", `=${fileId}`),
      );
      await desk.page.locator("h1").waitFor();
      await desk.page.waitForLoadState("networkidle").catch(() => {});
      if (name === "station-vitals") await desk.page.locator(".station-outcome").waitFor();
      await shoot(desk, name);
    }
    await desk.close();
  }
}
rmSync(camera, { force: true });
await product.remove();
