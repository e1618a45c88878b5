import { join } from "node:path";
import { chromium } from "playwright-core";
import { createServer } from "vite";
import { browserFlags, browserPath } from "../e2e/browser.ts";
import { kinds, takePicture } from "../e2e/fake-camera.ts";
import type { measure } from "./decode-page.ts";

/** How long it takes to read a code, per kind of picture: our camera module, and its engine alone. */
const RUNS = 31;
const text = "https://flow.clinic.example/v#01939e3a-5b00-7abc-8def-000000000001.2026-11-20.en";

const server = await createServer({
  configFile: false,
  root: join(import.meta.dirname, ".."),
  logLevel: "error",
  optimizeDeps: { noDiscovery: true },
  server: { port: 0, host: "127.0.0.1" },
});
await server.listen();
const browser = await chromium.launch({ executablePath: browserPath(), args: browserFlags });
try {
  const page = await browser.newPage();
  const url = `${server.resolvedUrls?.local[0]}decode`;
  await page.route(url, (route) =>
    route.fulfill({ contentType: "text/html", body: "<!doctype html><title>decode</title>" }),
  );
  await page.goto(url);
  await page.addScriptTag({ type: "module", url: "/bench/decode-page.ts" });
  await page.waitForFunction(() => "measure" in window);
  for (const [kind, pose] of Object.entries(kinds)) {
    const { luma, ...size } = takePicture(text, pose);
    const { ours, alone } = await page.evaluate(
      ([picture, expected, runs]) =>
        (window as unknown as { measure: typeof measure }).measure(picture, expected, runs),
      [{ luma: [...luma], ...size }, text, RUNS] as const,
    );
    const median = ({ ms }: { ms: number[] }) =>
      Math.round((ms.toSorted((a, b) => a - b)[RUNS >> 1] ?? 0) * 10) / 10;
    console.log(
      JSON.stringify({
        name: `reading a code, ${kind} (${size.width} × ${size.height}), against the engine alone: median of ${RUNS}`,
        value: median(ours),
        unit: "ms",
        against: median(alone),
        goal: null,
        read: `${ours.read} of ${RUNS}, alone ${alone.read}`,
      }),
    );
  }
} finally {
  await browser.close();
  await server.close();
}
