import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readServerFile } from "../data-folder.ts";

const here = fileURLToPath(new URL("..", import.meta.url));
const flags = ["--experimental-strip-types", "--disable-warning=ExperimentalWarning"];

export interface Finished {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs a command of this folder (`main.ts`, `sign-in.ts`, …) to its end, as a process. */
export const runLocal = async (
  file: string,
  args: string[],
  env: Record<string, string> = {},
): Promise<Finished> => {
  const child = spawn(process.execPath, [...flags, join(here, file), ...args], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const finished = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk) => {
    finished.stdout += chunk;
  });
  child.stderr.on("data", (chunk) => {
    finished.stderr += chunk;
  });
  const [code] = await once(child, "close");
  return { code, ...finished };
};

export interface ProductProcess {
  url: string;
  token: string;
  signInUrl: string;
  output(): string;
  /** Nobody reads any more what it says. */
  closeOutput(): void;
  /** Sends a signal and waits for the end; the answer is the exit code. */
  end(signal: NodeJS.Signals): Promise<number | null>;
  /** By which signal it has ended, when it has. */
  killed: Promise<NodeJS.Signals | null>;
}

/** Starts the product on a data folder, as a process, and waits until it serves. */
export const startProduct = async (
  data: string,
  args: string[] = ["--port", "0"],
  env: Record<string, string> = {},
): Promise<ProductProcess> => {
  const child: ChildProcess = spawn(
    process.execPath,
    [...flags, join(here, "main.ts"), "--data", data, ...args],
    { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] },
  );
  const exited = once(child, "exit") as Promise<[number | null, NodeJS.Signals | null]>;
  let output = "";
  const signInUrl = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk;
      const link = /^(http\S+\/staff\/sign-in\/\S+)$/m.exec(output)?.[1];
      if (link && output.includes("Ctrl-C")) resolve(link);
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.once("exit", (code) => reject(new Error(`It ended with ${code}: ${output}`)));
  });
  const server = readServerFile(data);
  if (!server) throw new Error("There is no server.json");
  return {
    url: server.url,
    token: server.token,
    signInUrl,
    output: () => output,
    closeOutput() {
      child.stdout?.destroy();
      child.stderr?.destroy();
    },
    async end(signal) {
      child.kill(signal);
      const [code] = await exited;
      return code;
    },
    killed: exited.then(([, signal]) => signal),
  };
};

/** Makes empty folders, and removes them all at once. */
export const createFolders = () => {
  const folders: string[] = [];
  return {
    make() {
      const folder = mkdtempSync(join(tmpdir(), "throughline-local-"));
      folders.push(folder);
      return folder;
    },
    removeAll() {
      for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
    },
  };
};
