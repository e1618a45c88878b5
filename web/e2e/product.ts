import { type ChildProcess, spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type FlowDay, flowDaySchema } from "@throughline/shared/figures.ts";
import { clinicDay } from "@throughline/shared/time.ts";
import * as z from "zod/mini";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** A zone where it is about noon now, so that no test that means today passes a midnight. */
export const noonZone = (): string => {
  const east = 12 - new Date().getUTCHours();
  if (east === 0) return "Etc/GMT";
  // The sign of these names is POSIX's: west of Greenwich is plus.
  return east > 0 ? `Etc/GMT-${east}` : `Etc/GMT+${-east}`;
};

export interface ProductOptions {
  timeZone?: string;
  /** Serves another build than `web/dist`. */
  pagesFolder?: string;
  /** Further options of `npm start`. */
  args?: string[];
  /** How often its monitor looks; each minute unless given. */
  monitorMs?: number;
}

export interface Product {
  readonly url: string;
  /** What the one-time link of this start was. */
  readonly signInUrl: string;
  readonly dataFolder: string;
  readonly timeZone: string;
  readonly output: () => string;
  /** Lines of its log that tell of an error of its own. */
  readonly failures: () => string[];
  /** Calls the API as a script does, with the data folder's token. */
  api: (path: string, init?: RequestInit) => Promise<Response>;
  /** The figures of a day, or of today. */
  figures: (day?: string) => Promise<FlowDay>;
  /** Stops it as Ctrl-C does; the answer is the exit code. */
  stop: () => Promise<number | null>;
  kill: () => Promise<void>;
  /** Starts it again on the same port and data. */
  restart: () => Promise<void>;
  /** Stops it and removes its data. */
  remove: () => Promise<void>;
}

/** Runs one of the product's commands (`main`, `import-event-log`) in a process of its own. */
export const runCommand = (name: string, args: string[], env: NodeJS.ProcessEnv = {}) =>
  spawn(
    process.execPath,
    [
      "--experimental-strip-types",
      "--disable-warning=ExperimentalWarning",
      join(root, `api/src/local/${name}.ts`),
      ...args,
    ],
    { cwd: root, stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...env } },
  );

const isFree = (port: number) =>
  new Promise<boolean>((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });

/**
 * Below the ports that a system gives out by itself (Linux: from 32768), so that no browser and no
 * other product gets it while this one is down; above those that browsers refuse.
 */
const findPort = async (): Promise<string> => {
  for (;;) {
    const port = randomInt(11_000, 32_000);
    if (await isFree(port)) return String(port);
  }
};

/** Starts the real product as a process of its own, on an empty data folder and a free port. */
export const startProduct = async (options: ProductOptions = {}): Promise<Product> => {
  const dataFolder = mkdtempSync(join(tmpdir(), "throughline-e2e-"));
  const timeZone = options.timeZone ?? noonZone();
  let child: ChildProcess;
  let output = "";
  let server: { url: string; token: string };
  let signInUrl = "";

  const start = async (port: string) => {
    output = "";
    child = runCommand(
      "main",
      [...["--data", dataFolder, "--port", port, "--time-zone", timeZone], ...(options.args ?? [])],
      {
        ...(options.pagesFolder !== undefined && { THROUGHLINE_PAGES: options.pagesFolder }),
        ...(options.monitorMs !== undefined && {
          THROUGHLINE_MONITOR_MS: String(options.monitorMs),
        }),
      },
    );
    await new Promise<void>((resolve, reject) => {
      const read = (chunk: Buffer) => {
        output += chunk.toString();
        const link = /^\s*(http\S+\/staff\/sign-in\/\S+)\s*$/m.exec(output);
        if (link?.[1]) {
          signInUrl = link[1];
          resolve();
        }
      };
      child.stdout?.on("data", read);
      child.stderr?.on("data", read);
      child.once("exit", (code) => reject(new Error(`The server ended with ${code}:\n${output}`)));
    });
    server = JSON.parse(readFileSync(join(dataFolder, "server.json"), "utf8"));
  };
  await start(await findPort());

  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
    const exited = once(child, "exit");
    child.kill(signal);
    await exited;
    return child.exitCode;
  };
  const api: Product["api"] = (path, init = {}) =>
    fetch(`${server.url}/api/v1${path}`, {
      ...init,
      headers: {
        "x-throughline-token": server.token,
        // One that is kept may be closed by the product just when it is used again.
        connection: "close",
        ...(init.body ? { "content-type": "application/json" } : {}),
        ...init.headers,
      },
    });

  return {
    get url() {
      return server.url;
    },
    get signInUrl() {
      return signInUrl;
    },
    dataFolder,
    timeZone,
    output: () => output,
    failures: () =>
      output
        .split("\n")
        .filter((line) => /"event":"(failure|unavailable|maintenance-failed)"/.test(line)),
    api,
    figures: async (day = clinicDay(Date.now(), timeZone)) => {
      const answer = await api(`/sites/main/flow/days/${day}`);
      return z.parse(flowDaySchema, await answer.json());
    },
    stop: () => end("SIGINT"),
    kill: async () => {
      await end("SIGKILL");
    },
    restart: () => start(new URL(server.url).port),
    remove: async () => {
      await end("SIGKILL");
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
};
