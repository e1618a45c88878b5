import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

export interface Product {
  readonly url: string;
  /** What the one-time link of this start was. */
  readonly signInUrl: string;
  readonly output: () => string;
  /** Calls the API as a script does, with the data folder's token. */
  api: (path: string, init?: RequestInit) => Promise<Response>;
  /** Stops it as Ctrl-C does; the answer is the exit code. */
  stop: () => Promise<number | null>;
  kill: () => Promise<void>;
  /** Starts it again on the same port and data. */
  restart: () => Promise<void>;
  /** Stops it and removes its data. */
  remove: () => Promise<void>;
}

/** Starts the real product as a process of its own, on an empty data folder and a free port. */
export const startProduct = async (options: string[] = []): Promise<Product> => {
  const data = mkdtempSync(join(tmpdir(), "throughline-e2e-"));
  let child: ChildProcess;
  let output = "";
  let server: { url: string; token: string };
  let signInUrl = "";

  const start = async (port: string) => {
    output = "";
    child = spawn(
      process.execPath,
      [
        "--experimental-strip-types",
        "--disable-warning=ExperimentalWarning",
        join(root, "api/src/local/main.ts"),
        "--data",
        data,
        "--port",
        port,
        "--time-zone",
        "UTC",
        ...options,
      ],
      { cwd: root, stdio: ["ignore", "pipe", "pipe"] },
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
    server = JSON.parse(readFileSync(join(data, "server.json"), "utf8"));
  };
  await start("0");

  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
    const exited = once(child, "exit");
    child.kill(signal);
    await exited;
    return child.exitCode;
  };
  const product: Product = {
    get url() {
      return server.url;
    },
    get signInUrl() {
      return signInUrl;
    },
    output: () => output,
    api: (path, init = {}) =>
      fetch(`${server.url}/api/v1${path}`, {
        ...init,
        headers: {
          "x-throughline-token": server.token,
          ...(init.body ? { "content-type": "application/json" } : {}),
          ...init.headers,
        },
      }),
    stop: () => end("SIGINT"),
    kill: async () => {
      await end("SIGKILL");
    },
    restart: () => start(new URL(server.url).port),
    remove: async () => {
      await end("SIGKILL");
      rmSync(data, { recursive: true, force: true });
    },
  };
  return product;
};
