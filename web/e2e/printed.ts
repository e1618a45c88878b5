import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";

/** Readers that know nothing of us; where they are missing, only CI (which installs them) reads. */
export const canReadPrints: boolean =
  Boolean(process.env.CI) ||
  ["pdftoppm", "zbarimg"].every((command) => {
    try {
      execFileSync(command, ["--help"], { stdio: "ignore" });
      return true;
    } catch (problem) {
      return (problem as NodeJS.ErrnoException).code !== "ENOENT";
    }
  });

export interface Printed {
  pages: number;
  /** What every code on them says, sorted. */
  codes: string[];
}

const inFolder = <T>(work: (folder: string) => T): T => {
  const folder = mkdtempSync(join(tmpdir(), "throughline-print-"));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const readCodes = (folder: string): Printed => {
  const images = readdirSync(folder)
    .filter((name) => name.endsWith(".pgm") || name.endsWith(".png"))
    .sort();
  const text = execFileSync("zbarimg", ["--nodbus", "-q", "--raw", ...images], { cwd: folder });
  return { pages: images.length, codes: text.toString().trim().split("\n").sort() };
};

/** Prints the page as the browser does and reads its codes back at `dpi` dots per inch. */
export const printAndRead = async (page: Page, dpi = 100): Promise<Printed> => {
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  return inFolder((folder) => {
    writeFileSync(join(folder, "print.pdf"), pdf);
    execFileSync("pdftoppm", ["-r", String(dpi), "-gray", "print.pdf", "page"], { cwd: folder });
    return readCodes(folder);
  });
};

/** Photographs what the page shows now and reads the codes in the picture. */
export const photographAndRead = async (page: Page): Promise<string[]> => {
  const picture = await page.screenshot();
  return inFolder((folder) => {
    writeFileSync(join(folder, "picture.png"), picture);
    return readCodes(folder).codes;
  });
};
