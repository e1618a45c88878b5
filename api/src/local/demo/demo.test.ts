import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { FlowDay } from "@throughline/shared/figures.ts";
import type { Feeds, Uploads } from "@throughline/shared/upload-api.ts";
import type { Monitoring, WardList, WardSnapshot } from "@throughline/shared/ward-api.ts";
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
    timeout: 300_000,
  });
  const server = readServerFile(folder);
  if (!server) throw new Error(output);
  const ask = async (path: string) => {
    const answer = await fetch(`${server.url}/api/v1/${path}`, {
      headers: { "x-throughline-token": server.token },
    });
    return answer.json();
  };
  await expectLivingWards(ask);
  const { settings } = (await ask("sites/main/settings")) as { settings: { timeZone: string } };
  const today = new Intl.DateTimeFormat("en-CA", { timeZone: settings.timeZone }).format();
  const readToday = async () => (await ask(`sites/main/flow/days/${today}`)) as FlowDay;

  // By ten about a third of the day's scans have been made.
  await vi.waitUntil(async () => (await readToday()).scans > 100, { timeout: 300_000 });
  expect((await readToday()).transitions.some(({ withinTarget }) => withinTarget)).toBe(true);
  const before = (await readToday()).scans;
  await vi.waitUntil(async () => (await readToday()).scans > before + 5, { timeout: 300_000 });
  const yesterday = new Date(Date.parse(today) - 86_400_000).toISOString().slice(0, 10);
  await vi.waitUntil(
    async () => ((await ask(`sites/main/flow/days/${yesterday}`)) as FlowDay).visits > 50,
    {
      timeout: 300_000,
    },
  );

  expect(await stop()).toBe(0);
  stop = undefined;
  expect(existsSync(folder)).toBe(false);
  expect(output).not.toMatch(/"event":"(failure|unavailable|object-passed-over|[a-z]+-failed)"/);
});

/** Everything that a ward's life brings is there to be looked at. */
const expectLivingWards = async (ask: (path: string) => Promise<unknown>) => {
  const { wards } = (await ask("wards")) as WardList;
  expect(wards.map(({ ward }) => ward)).toEqual(["4A", "4B", "5C", "ICU", "-"]);
  expect(wards.reduce((sum, { beds }) => sum + beds, 0)).toBeGreaterThan(100);

  const { alerts } = (await ask("patients/monitoring")) as Monitoring;
  const states = alerts.map(({ state }) => state);
  for (const state of ["open", "escalated", "acknowledged", "snoozed", "no-tests"] as const) {
    expect(states).toContain(state);
  }
  for (const key of ["neverTested", "confirmed"] as const) {
    expect(new Set(alerts.map((alert) => alert[key]))).toEqual(new Set([true, false]));
  }
  expect(new Set(alerts.map(({ thresholdHours }) => thresholdHours))).toEqual(new Set([24, 48]));

  const { beds } = (await ask("wards/4A")) as WardSnapshot;
  expect(beds.map(({ patient }) => patient.lastName).join("")).toMatch(/\p{sc=Arab}.*\p{sc=Han}/u);
  expect(beds.some(({ admission }) => !admission.statusKnown)).toBe(true);
  const { beds: others } = (await ask("wards/4B")) as WardSnapshot;
  expect(others.some(({ admission }) => admission.missingSince !== null)).toBe(true);
  const actions = [...beds, ...others].flatMap(({ alert }) => alert?.actions ?? []);
  expect(actions.length).toBeGreaterThan(0);

  const { feeds } = (await ask("feeds")) as Feeds;
  expect(feeds.filter(({ silentSince }) => silentSince).map(({ name }) => name)).toEqual([
    "blood-gas",
  ]);
  const { files } = (await ask("uploads")) as Uploads;
  expect(files.filter(({ state }) => state === "failed").map(({ name }) => name)).toEqual([
    "menus.csv",
  ]);
  expect(new Set(files.filter(({ counts }) => counts.rejected).map(({ kind }) => kind))).toEqual(
    new Set(["pms", "lis"]),
  );
};
