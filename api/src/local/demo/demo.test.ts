import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { FlowDay } from "@throughline/shared/figures.ts";
import { afterEach, expect, test, vi } from "vitest";
import { readServerFile } from "../data-folder.ts";

const entry = fileURLToPath(new URL("main.ts", import.meta.url));
let stop: (() => Promise<number | null>) | undefined;
afterEach(() => stop?.());

test("past days are there, today goes on by itself, and nothing stays behind", async () => {
  const flags = ["--experimental-strip-types", "--disable-warning=ExperimentalWarning"];
  const child = spawn(process.execPath, [...flags, entry, "--port", "0", "--speed", "60"], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => {
      output += chunk;
    });
  }
  const exited = once(child, "exit");
  stop = async () => {
    child.kill("SIGINT");
    return (await exited)[0] as number | null;
  };
  const folder = await vi.waitUntil(() => /the data in (\S+) /.exec(output)?.[1], {
    timeout: 30_000,
  });
  const server = readServerFile(folder);
  if (!server) throw new Error(output);
  const ask = async (path: string) => {
    const answer = await fetch(`${server.url}/api/v1/sites/main/${path}`, {
      headers: { "x-throughline-token": server.token },
    });
    return answer.json();
  };
  const { settings } = (await ask("settings")) as { settings: { timeZone: string } };
  const today = new Intl.DateTimeFormat("en-CA", { timeZone: settings.timeZone }).format();
  const readToday = async () => (await ask(`flow/days/${today}`)) as FlowDay;

  // By ten about a third of the day's scans have been made.
  await vi.waitUntil(async () => (await readToday()).scans > 100, { timeout: 60_000 });
  expect((await readToday()).transitions.some(({ withinTarget }) => withinTarget)).toBe(true);
  const before = (await readToday()).scans;
  await vi.waitUntil(async () => (await readToday()).scans > before + 5, { timeout: 60_000 });
  const yesterday = new Date(Date.parse(today) - 86_400_000).toISOString().slice(0, 10);
  await vi.waitUntil(async () => ((await ask(`flow/days/${yesterday}`)) as FlowDay).visits > 50, {
    timeout: 60_000,
  });

  expect(await stop()).toBe(0);
  stop = undefined;
  expect(existsSync(folder)).toBe(false);
  expect(output).not.toMatch(/"event":"(failure|unavailable|maintenance-failed)"/);
});
