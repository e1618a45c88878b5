/**
 * Takes the ward's screens with forty beds at phone, tablet and desktop width, light and dark:
 * `node web/e2e/ward-screenshots.ts FOLDER`. Run by hand after a build, to look at.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { wardNames } from "@throughline/shared/testing/ward.ts";
import { openPhone } from "./browser.ts";
import { startProduct } from "./product.ts";
import { type Bed, lisFile, pmsFile, sendFile } from "./ward-files.ts";
import { keptByWorker, record, rowOf, signIn } from "./ward-tablet.ts";

const [, , folder = "screenshots"] = process.argv;
mkdirSync(folder, { recursive: true });
const sizes = [
  { width: 390, height: 844 },
  { width: 820, height: 1180 },
  { width: 1440, height: 900 },
];

const hours = [61, null, 45, 6, 12, 30, 49, 2, 20, 10, 47, 5, 3, 8, 51, 24];
const beds: Bed[] = Array.from({ length: 40 }, (_, index) => ({
  bed: index % 13 === 12 ? `${index}A` : String(index + 1),
  name: wardNames[index % wardNames.length] as Bed["name"],
  admittedHoursAgo: 70 + index,
  testedHoursAgo: index < 16 ? (hours[index] ?? null) : (index * 7) % 41,
}));
const others: Bed[] = [
  { bed: "", name: ["Ida", "Berg"], ward: "", admittedHoursAgo: 60, testedHoursAgo: null },
  {
    bed: "2",
    name: ["Li", "Wu"],
    ward: "Intensive care, north wing",
    admittedHoursAgo: 9,
    testedHoursAgo: 1,
  },
];

const product = await startProduct({ monitorMs: 2_000 });
await sendFile(product, "pms.csv", pmsFile([...beds, ...others]));
await sendFile(product, "lis.csv", lisFile([...beds, ...others]));

for (const { width, height } of sizes) {
  for (const dark of [false, true]) {
    const phone = await openPhone(product, { width, height, dark });
    const { page, context } = phone;
    await context.clock.install();
    const shoot = async (name: string, fullPage = true) => {
      const path = join(folder, `ward-${name}-${width}-${dark ? "dark" : "light"}.png`);
      await page.screenshot({ path, fullPage });
    };
    await signIn(product, phone, "/staff/wards");
    await page.getByRole("link", { name: "4B" }).waitFor();
    await shoot("list");
    await page.goto("/staff/ward/4B");
    await rowOf(page, "2").waitFor();
    await page.getByText("Live").waitFor();
    await shoot("urgency");
    await page.goto("/staff/ward/4B?order=bed");
    await rowOf(page, "2").waitFor();
    await shoot("by-bed");
    await page.goto("/staff/ward/4B");
    await rowOf(page, "7").getByRole("button").click();
    await page.getByRole("dialog").waitFor();
    await shoot("dialog", false);
    await page.keyboard.press("Escape");
    await keptByWorker(phone);
    await context.setOffline(true);
    if (width === 390 && !dark) {
      await record(page, { bed: "7", what: "Seen", by: "Ana", button: "Acknowledge" });
      await record(page, { bed: "15", what: "Sample taken", by: "Ben", button: "Acknowledge" });
    }
    await page.clock.fastForward(10 * 60_000);
    await page.getByText(/^Not current/).waitFor();
    await shoot("offline", false);
    await page.clock.fastForward(3 * 3_600_000);
    await shoot("offline-hours");
    await context.setOffline(false);
    await page.goto("/staff/ward/4B?screen=wall");
    await page.getByText("Live").waitFor();
    await shoot("wall", false);
    await page.goto("/staff/ward/-");
    await page.getByText("Berg").first().waitFor();
    await shoot("none");
    await page.goto("/staff/ward/unheard");
    await page.getByText("No file has named this ward").waitFor();
    await shoot("unknown");
    await phone.close();
  }
}
await product.remove();
