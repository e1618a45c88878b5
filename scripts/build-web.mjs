import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { root } from "./paths.mjs";
import { runQuietly } from "./run-command.mjs";

const web = join(root, "web");
const dist = join(web, "dist");
const stampFile = join(dist, ".stamp");
const vite = join(web, "node_modules", "vite", "bin", "vite.js");

/** Builds both pages into `web/dist`, unless nothing they are made of changed since the last time. */
export const buildWeb = async () => {
  const hash = hashOfSources();
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === hash) return;
  console.log("Building the pages …");
  rmSync(dist, { recursive: true, force: true });
  for (const config of ["vite.scan.config.ts", "vite.staff.config.ts"]) {
    const { code, output } = await runQuietly([vite, "build", "--config", config], { cwd: web });
    if (code !== 0) throw new Error(`${output}\nThe pages could not be built.`);
  }
  writeFileSync(stampFile, hash);
};

const hashOfSources = () => {
  const hash = createHash("sha256");
  const files = [
    ...filesBelow(join(web, "src")),
    ...filesBelow(join(web, "public")),
    ...filesBelow(join(root, "shared", "src")),
    ...readdirSync(web)
      .filter((name) => /\.(html|ts|json)$/.test(name))
      .map((name) => join(web, name)),
    join(root, "pnpm-lock.yaml"),
    join(root, "tsconfig.base.json"),
  ].filter((path) => !/\.test\.tsx?$/.test(path));
  for (const path of files.sort()) {
    hash.update(`\0${relative(root, path)}\0`).update(readFileSync(path));
  }
  return hash.digest("hex");
};

const filesBelow = (folder) =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    : [];
