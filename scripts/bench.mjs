import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { buildWeb } from "./build-web.mjs";
import { root } from "./paths.mjs";
import { runTypeScript } from "./run-command.mjs";

/**
 * Runs the benchmarks one after the other; each prints JSON lines
 * `{ name, value, unit, against, goal }`. Arguments choose files by a part of their path.
 */
export const runBenchmarks = async (args) => {
  const files = ["shared", "api", "web"]
    .map((name) => join(name, "bench"))
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => readdirSync(join(root, folder)).map((name) => join(folder, name)))
    .filter((file) => file.endsWith(".bench.ts"))
    .filter((file) => args.length === 0 || args.some((part) => file.includes(part)));
  if (files.some((file) => file.startsWith("web"))) await buildWeb();
  let worst = 0;
  for (const file of files) worst = Math.max(worst, await runTypeScript(file));
  return worst;
};
