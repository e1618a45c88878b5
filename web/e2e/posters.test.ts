import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openPhone, type Phone } from "./browser.ts";
import { type Product, startProduct } from "./product.ts";

const publicUrl = "https://flow.clinic.example";
const stations = [
  "entrance",
  "check-in",
  "admin",
  "vitals",
  "imr",
  "provider",
  "lab",
  "radiology",
  "immunizations",
  "check-out",
];

/** Readers that know nothing of us; where they are missing, only CI (which installs them) reads. */
const canRead = ["pdftoppm", "zbarimg"].every((command) => {
  try {
    execFileSync(command, ["--help"], { stdio: "ignore" });
    return true;
  } catch (problem) {
    return (problem as NodeJS.ErrnoException).code !== "ENOENT";
  }
});

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

const readPrinted = async (search: string): Promise<string[]> => {
  await desk.page.goto(`/staff/posters${search}`);
  await desk.page.locator(".poster-code").first().waitFor();
  const folder = mkdtempSync(join(tmpdir(), "throughline-posters-"));
  try {
    await desk.page.pdf({
      path: join(folder, "posters.pdf"),
      preferCSSPageSize: true,
      printBackground: true,
    });
    execFileSync("pdftoppm", ["-r", "100", "-gray", "posters.pdf", "page"], { cwd: folder });
    const pages = readdirSync(folder)
      .filter((name) => name.startsWith("page"))
      .sort();
    return execFileSync("zbarimg", ["--nodbus", "-q", "--raw", ...pages], { cwd: folder })
      .toString()
      .trim()
      .split("\n");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const wanted = stations.map((code) => `${publicUrl}/s/${code}`).sort();

test.runIf(canRead || process.env.CI)(
  "every printed code of one poster a page is read back",
  async () => {
    expect((await readPrinted("")).sort()).toEqual(wanted);
  },
);

test.runIf(canRead || process.env.CI)(
  "and so is every one of several on a Letter page",
  async () => {
    expect((await readPrinted("?per-page=4&paper=letter")).sort()).toEqual(wanted);
  },
);

test("a poster says what it is for and where it leads", async () => {
  await desk.page.goto("/staff/posters?stations=vitals");
  const poster = desk.page.getByRole("article", { name: "Poster: Vitals" });
  const text = await poster.textContent();
  expect(text).toContain("flow.clinic.example");
  expect(text).toContain("This measures waiting times");
  expect(text).not.toContain("Trial poster");
});
