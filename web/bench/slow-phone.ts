import type { Page } from "playwright-core";
import { openPhone } from "../e2e/browser.ts";
import { said } from "../e2e/patient-page.ts";
import { startProduct } from "../e2e/product.ts";

/** A cheap phone on a busy mobile network. */
const network = {
  offline: false,
  latency: 300,
  downloadThroughput: 1_600_000 / 8,
  uploadThroughput: 768_000 / 8,
};
const CPU_SLOWDOWN = 6;

export interface Load {
  /** From the tap on the link until the confirmation is drawn. */
  confirmedMs: number;
  /** What came over the network before that, and by the time that nothing more comes. */
  requestsBefore: number;
  bytesBefore: number;
  requests: number;
  bytes: number;
}

/** Keeps the instant of the frame in which the page first says that the scan is saved. */
const watchConfirmation = (words: string[]) => {
  const look = () => {
    const text = document.querySelector(".status")?.textContent ?? "";
    if (words.includes(text)) {
      requestAnimationFrame(() => {
        (window as { confirmedMs?: number }).confirmedMs = performance.now();
      });
    } else requestAnimationFrame(look);
  };
  look();
};

const loadPoster = async (page: Page, station: string): Promise<Load> => {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", network);
  await session.send("Emulation.setCPUThrottlingRate", { rate: CPU_SLOWDOWN });
  const finished: { atMs: number; bytes: number }[] = [];
  const served = new Set<string>();
  session.on("Network.responseReceived", ({ requestId, response }) => {
    if (response.fromServiceWorker || response.fromDiskCache) served.add(requestId);
  });
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (!served.has(requestId)) finished.push({ atMs: Date.now(), bytes: encodedDataLength });
  });
  await page.goto(`/s/${station}`);
  await page.waitForFunction(() => "confirmedMs" in window, undefined, { timeout: 120_000 });
  const { confirmedMs, origin } = await page.evaluate(() => ({
    confirmedMs: (window as { confirmedMs?: number }).confirmedMs ?? 0,
    origin: performance.timeOrigin,
  }));
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.waitForLoadState("networkidle");
  await session.detach();
  const before = finished.filter(({ atMs }) => atMs <= origin + confirmedMs);
  const sum = (loads: typeof finished) => loads.reduce((all, { bytes }) => all + bytes, 0);
  return {
    confirmedMs,
    requestsBefore: before.length,
    bytesBefore: sum(before),
    requests: finished.length,
    bytes: sum(finished),
  };
};

/**
 * Loads of a poster's address on a slow phone: `first` with nothing in the browser, `repeat` at the
 * next station. `pagesFolder` is the build; `times` new phones are tried.
 */
export const measureLoads = async (
  pagesFolder: string,
  times: number,
): Promise<{ first: Load[]; repeat: Load[] }> => {
  const product = await startProduct({ pagesFolder });
  const loads = { first: [] as Load[], repeat: [] as Load[] };
  try {
    for (let time = 0; time < times; time++) {
      const phone = await openPhone(product);
      try {
        await phone.page.addInitScript(watchConfirmation, [said.saved, said.received]);
        loads.first.push(await loadPoster(phone.page, "entrance"));
        loads.repeat.push(await loadPoster(phone.page, "vitals"));
      } finally {
        await phone.close();
      }
    }
  } finally {
    await product.remove();
  }
  return loads;
};
