import { spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { chromium, type Page } from "playwright-core";
import { browserFlags, browserPath } from "./browser.ts";

export interface KillablePhone {
  page: Page;
  /** Ends the browser and all its processes at once, as a phone out of memory or power does. */
  kill: () => Promise<void>;
}

/** A browser in a process group of our own: Playwright would not tell the process it starts. */
export const openKillablePhone = async (profile: string): Promise<KillablePhone> => {
  const portFile = join(profile, "DevToolsActivePort");
  rmSync(portFile, { force: true });
  const child = spawn(
    browserPath(),
    [
      "--headless",
      ...browserFlags,
      "--remote-debugging-port=0",
      `--user-data-dir=${profile}`,
      "about:blank",
    ],
    { detached: true, stdio: "ignore" },
  );
  const exited = once(child, "exit");
  const kill = async () => {
    // A negative id names the group.
    if (child.pid) process.kill(-child.pid, "SIGKILL");
    await exited;
  };
  try {
    const browser = await chromium.connectOverCDP(await debuggingAddress(portFile, exited));
    const page = browser.contexts()[0]?.pages()[0];
    if (!page) throw new Error("The browser opened no page.");
    return { page, kill };
  } catch (error) {
    await kill();
    throw error;
  }
};

const debuggingAddress = async (portFile: string, exited: Promise<unknown>): Promise<string> => {
  let running = true;
  exited.then(() => {
    running = false;
  });
  while (running) {
    const [port, path] = await readFile(portFile, "utf8").then(
      (text) => text.split("\n"),
      () => [],
    );
    if (port && path) return `ws://127.0.0.1:${port}${path}`;
    await sleep(20);
  }
  throw new Error("The browser ended before it could be reached.");
};
