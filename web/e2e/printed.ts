import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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

const imagesIn = (folder: string) =>
  readdirSync(folder).filter((name) => name.endsWith(".pgm") || name.endsWith(".png"));

const onlyQr = ["--set", "*.enable=0", "--set", "qrcode.enable=1"];

const readCodes = (folder: string): string[] => {
  const images = imagesIn(folder).sort();
  const args = ["--nodbus", "-q", "--raw", ...onlyQr, ...images];
  return execFileSync("zbarimg", args, { cwd: folder }).toString().trim().split("\n").sort();
};

/** Prints the page as the browser does and reads its codes back at `dpi` dots per inch. */
export const printAndRead = async (
  page: Page,
  dpi: number,
  /** Cuts the sheets first: zbar takes the finders of neighbours for one code's. */
  cut?: { columns: number; rows: number },
): Promise<Printed> => {
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  return inFolder((folder) => {
    writeFileSync(join(folder, "print.pdf"), pdf);
    execFileSync("pdftoppm", ["-r", String(dpi), "-gray", "print.pdf", "page"], { cwd: folder });
    const sheets = imagesIn(folder);
    for (const sheet of cut ? sheets : []) cutSheet(join(folder, sheet), cut);
    return { pages: sheets.length, codes: readCodes(folder) };
  });
};

/** How many sheets of paper the page prints on. */
export const countSheets = async (page: Page, format: "A4" | "Letter"): Promise<number> => {
  const pdf = await page.pdf({ format, preferCSSPageSize: false });
  return inFolder((folder) => {
    writeFileSync(join(folder, "print.pdf"), pdf);
    execFileSync("pdftoppm", ["-r", "20", "-gray", "print.pdf", "page"], { cwd: folder });
    return imagesIn(folder).length;
  });
};

/** Replaces a PGM picture (netpbm's P5) by its pieces. */
const cutSheet = (file: string, { columns = 1, rows = 1 } = {}) => {
  const bytes = readFileSync(file);
  const header = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.subarray(0, 64).toString("latin1"));
  if (!header) throw new Error(`${file} is no PGM picture`);
  const [whole, width, height] = [header[0], Number(header[1]), Number(header[2])];
  const pieceWidth = Math.floor(width / columns);
  const pieceHeight = Math.floor(height / rows);
  for (let piece = 0; piece < columns * rows; piece++) {
    const left = (piece % columns) * pieceWidth;
    const top = Math.floor(piece / columns) * pieceHeight;
    const lines = Array.from({ length: pieceHeight }, (_, line) => {
      const from = whole.length + (top + line) * width + left;
      return bytes.subarray(from, from + pieceWidth);
    });
    const start = Buffer.from(`P5\n${pieceWidth} ${pieceHeight}\n255\n`);
    writeFileSync(file.replace(".pgm", `-${piece}.pgm`), Buffer.concat([start, ...lines]));
  }
  rmSync(file);
};

/** Photographs what the page shows now and reads the codes in the picture. */
export const photographAndRead = async (page: Page): Promise<string[]> => {
  const picture = await page.screenshot();
  return inFolder((folder) => {
    writeFileSync(join(folder, "picture.png"), picture);
    return readCodes(folder);
  });
};
