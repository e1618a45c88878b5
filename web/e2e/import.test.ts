import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openPhone, type Phone } from "./browser.ts";
import { type Product, runCommand, startProduct } from "./product.ts";

/** Another system's log: two whole visits, one without an exit, and a row that cannot be read. */
const log = `patient,step,when,kind
A,Entrance,2026-03-02T08:00:00Z,real
A,Vitals,2026-03-02T08:10:00Z,real
A,Vitals,2026-03-02T08:11:00Z,planned
B,Entrance,2026-03-02T08:05:00Z,real
B,Vitals,2026-03-02T08:35:00Z,real
A,Check-Out,2026-03-02T08:40:00Z,real
B,Check-Out,2026-03-02T09:00:00Z,real
C,Entrance,2026-03-02T09:00:00Z,real
D,Entrance,yesterday,real
C,Foot X-ray,2026-03-02T09:20:00Z,real
`;

let product: Product;
let desk: Phone;

beforeAll(async () => {
  product = await startProduct({ timeZone: "UTC" });
  desk = await openPhone(product, { width: 1440, height: 900 });
  await desk.page.goto(product.signInUrl);
  await desk.page.waitForURL("**/staff/flow*");
});
afterAll(async () => {
  await desk?.close();
  await product?.remove();
});

const importLog = async () => {
  const file = join(product.dataFolder, "log.csv");
  writeFileSync(file, log);
  const columns = ["--case", "patient", "--activity", "step", "--time", "when"];
  const child = runCommand("import-event-log", [
    ...["--file", file, ...columns, "--where", "kind=real", "--data", product.dataFolder],
  ]);
  const exited = once(child, "exit");
  const [output, problems] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = await exited;
  return { code, output, problems };
};

const seeFigures = async () => {
  const { page } = desk;
  await page.goto("/staff/flow?day=2026-03-02");
  const card = (label: string) =>
    page.locator(".figure-card").filter({ has: page.getByRole("heading", { name: label }) });
  await card("Visits").getByText("3", { exact: true }).waitFor();
  await card("Visits").getByText("2 completed, 1 abandoned, 0 open").waitFor();
  await card("Visits").getByText("8 scans").waitFor();
  // Of 40, 55 and 20 minutes.
  await card("Median stay").getByText("40 min", { exact: true }).waitFor();
  const transitions = page.getByRole("table", { name: "From station to station" });
  const row = transitions.getByRole("row").filter({ hasText: /Entrance.*Vitals/ });
  // Of 10 and 30 minutes.
  await row.getByRole("cell", { name: "20 min" }).first().waitFor();
  await transitions
    .getByRole("row")
    .filter({ hasText: /Entrance.*Foot X-ray/ })
    .waitFor();
};

test("an imported log stands on the dashboard, without the row that cannot be read", async () => {
  const { code, output, problems } = await importLog();
  expect(code).toBe(0);
  expect(output).toContain("New stations: Foot X-ray.");
  expect(output).toContain("8 events stored, 0 were already there, 1 rows rejected.");
  expect(problems).toMatch(/^line 10: /m);
  await seeFigures();
});

test("the same log again changes nothing", async () => {
  const { code, output } = await importLog();
  expect(code).toBe(0);
  expect(output).toContain("0 events stored, 8 were already there, 1 rows rejected.");
  await seeFigures();
});
