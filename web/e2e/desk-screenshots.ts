/**
 * Takes the desk's pages of the wards with a simulated hospital at phone, tablet and desktop width,
 * light and dark: `node web/e2e/desk-screenshots.ts FOLDER`. Run by hand after a build, to look at.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { lisFile, pmsFile, simulateWard } from "@throughline/shared/testing/ward-files.ts";
import { monitoringSchema } from "@throughline/shared/ward-api.ts";
import { openPhone } from "./browser.ts";
import { startProduct } from "./product.ts";
import { sendFile } from "./ward-files.ts";

const [, , folder = "screenshots"] = process.argv;
mkdirSync(folder, { recursive: true });
const sizes = [
  { width: 390, height: 844 },
  { width: 820, height: 1180 },
  { width: 1440, height: 900 },
];
const wards = ["4A", "4B", "Neonatologie und Kinderintensivstation", ""];
const { stays, tests } = simulateWard({ seed: 5, nowMs: Date.now(), wards, bedsPerWard: 14 });
const [pms, lis] = [pmsFile(stays), lisFile(tests)];
/** Who has a name from right to left, and a trend. */
const arabic =
  stays.find(
    ({ firstName, patientId, dischargedMs }) =>
      /\p{Script=Arabic}/u.test(firstName) &&
      dischargedMs === null &&
      tests.filter((one) => one.patientId === patientId).length > 5,
  ) ?? stays[0];
const notes = `medicalRecordNumber,dateTime,doctorsNotes,firstName,lastName
007,2026-03-02T10:00:00Z,"${"Follow-up in two weeks; CRP normalising. ".repeat(8)}",José María,Fernández de la Vega
007,2026-03-01T10:00:00Z,حالة المريضة مستقرة,فاطمة,الزهراء بنت عبد الرحمن
007,2026-03-01T10:00:00Z,Worse,فاطمة,الزهراء بنت عبد الرحمن
`;

const product = await startProduct({ monitorMs: 1_000 });
await sendFile(product, "labor-export-zentrallabor-vollstaendig.csv", lis);
await sendFile(product, "pms.csv", pms);
await sendFile(product, "notes.csv", notes);
const readAlerts = async () => {
  const answer = await product.api("/patients/monitoring");
  return monitoringSchema.parse(await answer.json()).alerts;
};
while ((await readAlerts()).some(({ state }) => state !== "open")) {
  await new Promise((resolve) => setTimeout(resolve, 200));
}
const overdue = (await readAlerts())[0]?.patientId;
const csv = (name: string, text: string) => ({
  name,
  mimeType: "text/csv",
  buffer: Buffer.from(text),
});

for (const { width, height } of sizes) {
  for (const dark of [false, true]) {
    const desk = await openPhone(product, { width, height, dark });
    const { page } = desk;
    const link = await product.api("/sign-in-links", { method: "POST" });
    await page.goto(((await link.json()) as { url: string }).url);
    await page.waitForURL("**/staff/flow*");
    const shoot = async (name: string) => {
      await page.waitForLoadState("networkidle").catch(() => {});
      const path = join(folder, `desk-${name}-${width}-${dark ? "dark" : "light"}.png`);
      await page.screenshot({ path, fullPage: true });
    };
    for (const [name, path, ready] of [
      ["patients", "/staff/patients?hours=20&sort=-gap", "table"],
      ["patient", `/staff/patients/${arabic?.patientId}`, "canvas"],
      ["overdue", `/staff/patients/${overdue}`, ".alert-history"],
      ["alerts", "/staff/alerts", "canvas"],
      ["access", "/staff/access", "table"],
      ["backtest-empty", "/staff/backtest", ".history-files"],
    ] as const) {
      await page.goto(path);
      await page.locator(ready).first().waitFor();
      await shoot(name);
    }
    await page.goto("/staff/records");
    await page.getByLabel("Medical record number").fill("007");
    await page.keyboard.press("Enter");
    await page.locator(".record-text").first().waitFor();
    await shoot("records");

    await page.goto("/staff/settings/wards");
    await page.getByRole("button", { name: "Give it its own rules" }).click();
    await page.getByLabel(/^Due after, in hours on/).fill("20");
    await page.getByRole("button", { name: "Add a name" }).click();
    await page.getByLabel("Name 1", { exact: true }).fill("فاطمة الزهراء بنت عبد الرحمن");
    await page.getByRole("button", { name: "Preview" }).click();
    await page.getByText("Saving would open").first().waitFor();
    await shoot("ward-settings");
    await page.getByRole("button", { name: "Discard" }).click();

    await page.goto("/staff/backtest");
    await page.getByLabel("Patients and admissions").setInputFiles(csv("pms.csv", pms));
    await page
      .getByLabel("Lab tests")
      .setInputFiles(csv("labor.csv", `${lis}T-bad,P10001,,CRP,soon,1,final,\r\n`));
    for (const hours of [48, 24]) {
      await page.getByLabel("Threshold, in hours").fill(String(hours));
      await page.getByRole("button", { name: "Run it" }).click();
      await page.getByText(`With ${hours} hours`).waitFor();
    }
    await page.getByText("rows that counted for nothing").click();
    await shoot("backtest");
    await desk.close();
  }
}
await product.remove();
