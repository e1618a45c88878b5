import { spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type BrowserContext, chromium, type Page } from "playwright-core";
import { browserFlags, browserPath, LONGEST_WAIT_MS } from "./browser.ts";
import type { Product } from "./product.ts";

export interface OwnBrowser {
  /** Where it can be controlled: a WebSocket of the DevTools protocol. */
  devToolsUrl: string;
  /** Ends the browser and all its processes at once, as a phone out of memory or power does. */
  kill: () => Promise<void>;
  /** Resolves when the browser has ended. */
  exited: Promise<void>;
}

/**
 * Starts Chromium, with what it is to open among the arguments, in a process group of its own:
 * Playwright would not tell what it starts. It is in the product's zone, wherever this machine is.
 */
export const startBrowser = async (
  { timeZone }: Product,
  profile: string,
  args: string[],
): Promise<OwnBrowser> => {
  const portFile = join(profile, "DevToolsActivePort");
  rmSync(portFile, { force: true });
  const child = spawn(
    browserPath(),
    [
      "--headless",
      ...browserFlags,
      "--remote-debugging-port=0",
      `--user-data-dir=${profile}`,
      ...args,
    ],
    { detached: true, stdio: "ignore", env: { ...process.env, TZ: timeZone } },
  );
  let running = true;
  const exited = once(child, "exit").then(() => {
    running = false;
  });
  const kill = async () => {
    // A negative id names the group.
    if (running && child.pid) process.kill(-child.pid, "SIGKILL");
    await exited;
  };
  while (running) {
    const text = await readFile(portFile, "utf8").catch(() => "");
    const [port, path] = text.split("\n");
    if (port && path) return { devToolsUrl: `ws://127.0.0.1:${port}${path}`, kill, exited };
    await sleep(20);
  }
  throw new Error("The browser ended before it could be reached.");
};

/** What a browser that was started so shows, controlled by Playwright. */
export const controlBrowser = async (devToolsUrl: string): Promise<BrowserContext> => {
  const browser = await chromium.connectOverCDP(devToolsUrl);
  const [context] = browser.contexts();
  if (!context) throw new Error("The browser has no pages of its own.");
  context.setDefaultTimeout(LONGEST_WAIT_MS);
  return context;
};

/** Its first page, which it opens a moment after it can be reached. */
export const firstPage = async (context: BrowserContext): Promise<Page> =>
  context.pages()[0] ?? (await context.waitForEvent("page"));
