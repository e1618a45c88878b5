import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildReactPage } from "./react-page/build.ts";
import { type Load, measureLoads } from "./slow-phone.ts";

/** First and repeat loads on a slow phone, against the same page as one React bundle. Medians. */
const TIMES = 5;

const median = (numbers: number[]): number =>
  numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? Number.NaN;

const folder = mkdtempSync(join(tmpdir(), "throughline-react-page-"));
try {
  await buildReactPage(folder);
  const ours = await measureLoads(join(import.meta.dirname, "../dist"), TIMES);
  const react = await measureLoads(folder, TIMES);
  const print = (
    name: string,
    unit: string,
    visit: "first" | "repeat",
    read: (load: Load) => number,
  ) =>
    console.log(
      JSON.stringify({
        name: `patient page on a slow phone, ${visit} load, against one React bundle: ${name}`,
        value: median(ours[visit].map(read)),
        unit,
        against: median(react[visit].map(read)),
        goal: null,
      }),
    );
  const kilobytes = (bytes: number) => Math.round(bytes / 100) / 10;
  for (const visit of ["first", "repeat"] as const) {
    print("time to confirmation", "ms", visit, ({ confirmedMs }) => Math.round(confirmedMs));
    print("requests before it", "requests", visit, ({ requestsBefore }) => requestsBefore);
    print("sent before it", "KB", visit, ({ bytesBefore }) => kilobytes(bytesBefore));
    print("requests in all", "requests", visit, ({ requests }) => requests);
    print("sent in all", "KB", visit, ({ bytes }) => kilobytes(bytes));
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
