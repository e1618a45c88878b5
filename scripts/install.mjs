import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { accessSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { root } from "./paths.mjs";

const workspaces = { start: ["shared", "api", "web"], all: ["shared", "api", "web", "infra"] };
const stampFile = join(root, "node_modules", ".throughline-install.json");

/**
 * Installs the workspaces that a task needs (`start` or `all`), from the lockfile alone, and only
 * when something that decides on it changed since the last time. Throws with the installer's own
 * words when it fails.
 */
export const install = async (needs) => {
  const hash = hashOfManifests();
  const stamp = readStamp();
  if (stamp?.hash === hash && (stamp.needs === needs || stamp.needs === "all")) return;

  console.log("Installing what is missing (this takes a minute the first time) …");
  const filters =
    needs === "all"
      ? []
      : ["throughline", ...workspaces[needs].map((name) => `@throughline/${name}`)].flatMap(
          (name) => ["--filter", name],
        );
  const pnpm = readManifest("package.json").packageManager;
  const result = npx(["-y", pnpm, ...filters, "install", "--frozen-lockfile"]);
  if (result.status !== 0) {
    const said = `${result.stdout ?? ""}${result.stderr ?? ""}`.trim();
    throw new Error(`${said || result.error?.message}\nThe installation failed.`);
  }
  writeFileSync(stampFile, JSON.stringify({ hash, needs }));
};

const readManifest = (path) => JSON.parse(readFileSync(join(root, path), "utf8"));

const hashOfManifests = () => {
  const hash = createHash("sha256").update(`${process.platform} ${process.arch}`);
  const manifests = ["", ...workspaces.all].map((folder) => join(folder, "package.json"));
  for (const path of ["pnpm-lock.yaml", "pnpm-workspace.yaml", ...manifests]) {
    hash.update(`\0${path}\0`).update(readFileSync(join(root, path)));
  }
  return hash.digest("hex");
};

const readStamp = () => {
  try {
    return JSON.parse(readFileSync(stampFile, "utf8"));
  } catch {
    return undefined;
  }
};

/** npx of the npm that started us, so that no shell is needed on any system. */
const npx = (args) => {
  const options = {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 1 << 28,
    // Without a terminal pnpm asks nothing and prints no progress.
    env: { ...process.env, ...writableHome(), CI: "true", npm_config_update_notifier: "false" },
    stdio: ["ignore", "pipe", "pipe"],
  };
  const beside = process.env.npm_execpath && join(dirname(process.env.npm_execpath), "npx-cli.js");
  return beside && existsSync(beside)
    ? spawnSync(process.execPath, [beside, ...args], options)
    : spawnSync("npx", args, { ...options, shell: process.platform === "win32" });
};

/** npm and pnpm keep caches in the home folder; where there is none, one is made in here. */
const writableHome = () => {
  try {
    accessSync(homedir(), constants.W_OK);
    return {};
  } catch {
    const home = join(root, "node_modules", ".home");
    mkdirSync(home, { recursive: true });
    return { HOME: home, npm_config_cache: join(home, ".npm") };
  }
};
