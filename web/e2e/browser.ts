import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium, type Page } from "playwright-core";
import { findChromium, howToGetChromium } from "../../scripts/chromium.mjs";
import { watchForBarriers } from "./barriers.ts";
import type { Product } from "./product.ts";

export interface Phone {
  context: BrowserContext;
  page: Page;
  /** Everything the pages wrote to the console as errors, and uncaught exceptions. */
  problems: string[];
  close: () => Promise<void>;
}

export interface PhoneOptions {
  /** A profile folder to go on with; without it a new one, removed at the end. */
  profile?: string;
  /** What relative addresses are below; the product's own unless given. */
  baseUrl?: string;
  locale?: string;
  width?: number;
  height?: number;
  dark?: boolean;
  args?: readonly string[];
  /** False opens pages without their service workers. */
  workers?: boolean;
}

/** The browser's file and the flags that it runs with everywhere, also in a container. */
export const browserPath = (): string => {
  const path = findChromium();
  if (!path) throw new Error(howToGetChromium);
  return path;
};
export const browserFlags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export const newProfile = (): string => mkdtempSync(join(tmpdir(), "throughline-phone-"));
export const removeProfile = (profile: string): void =>
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });

/** Like the limits of the tests, this ends what hangs, also on a machine that others use. */
export const LONGEST_WAIT_MS = 60_000;

/** A real Chromium with a profile on disk, so that what it stores outlives it. */
export const openPhone = async (product: Product, options: PhoneOptions = {}): Promise<Phone> => {
  const profile = options.profile ?? newProfile();
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: browserPath(),
    headless: true,
    baseURL: options.baseUrl ?? product.url,
    viewport: { width: options.width ?? 390, height: options.height ?? 844 },
    locale: options.locale ?? "en-GB",
    timezoneId: product.timeZone,
    colorScheme: options.dark ? "dark" : "light",
    reducedMotion: "reduce",
    serviceWorkers: options.workers === false ? "block" : "allow",
    args: [...browserFlags, ...(options.args ?? [])],
  });
  context.setDefaultTimeout(LONGEST_WAIT_MS);
  const problems: string[] = [];
  const watch = (page: Page) => {
    watchForBarriers(page);
    page.on("console", (message) => {
      if (message.type() === "error") problems.push(message.text());
    });
    page.on("pageerror", (error) => problems.push(String(error)));
  };
  context.on("page", watch);
  const page = context.pages()[0] ?? (await context.newPage());
  watch(page);
  return {
    context,
    page,
    problems,
    close: async () => {
      await context.close();
      if (!options.profile) removeProfile(profile);
    },
  };
};
