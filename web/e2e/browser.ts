import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium, type Page } from "playwright-core";

const places = [
  process.env.CHROMIUM_PATH,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** Where a Chromium is on this machine, or undefined. */
export const findChromium = (): string | undefined =>
  places.find((place) => place && existsSync(place));

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
  locale?: string;
  width?: number;
  height?: number;
  dark?: boolean;
  args?: string[];
  timezoneId?: string;
}

/** A real Chromium with a profile on disk, so that what it stores outlives it. */
export const openPhone = async (options: PhoneOptions = {}): Promise<Phone> => {
  const profile = options.profile ?? mkdtempSync(join(tmpdir(), "throughline-phone-"));
  const executablePath = findChromium();
  if (!executablePath) throw new Error("No Chromium found.");
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: true,
    viewport: { width: options.width ?? 390, height: options.height ?? 844 },
    locale: options.locale ?? "en-GB",
    timezoneId: options.timezoneId ?? "UTC",
    colorScheme: options.dark ? "dark" : "light",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      ...(options.args ?? []),
    ],
  });
  const problems: string[] = [];
  const watch = (page: Page) => {
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
      if (!options.profile) rmSync(profile, { recursive: true, force: true });
    },
  };
};
