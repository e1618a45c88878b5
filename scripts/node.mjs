import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { root } from "./paths.mjs";

const OLDEST = [22, 12];
let found;

/**
 * The Node that runs the product: the installed one (Linux), else the host's if it is new enough.
 * Throws a sentence when neither will do.
 */
export const findNode = () => {
  found ??= installedNode() ?? hostNode();
  return found;
};

/** The environment for whatever is run: the installed tools, and its Node among them, come first. */
export const toolEnvironment = () => ({
  ...process.env,
  PATH: [join(root, "node_modules", ".bin"), process.env.PATH].join(delimiter),
});

/** What Node 22 needs to run TypeScript; newer ones accept it. */
export const typeScriptFlags = [
  "--experimental-strip-types",
  "--disable-warning=ExperimentalWarning",
];

const installedNode = () => {
  const path = join(root, "node_modules", ".bin", "node");
  // On a system without glibc it is there but does not run.
  return existsSync(path) && spawnSync(path, ["--version"]).status === 0 ? path : undefined;
};

const hostNode = () => {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return process.execPath;
  throw new Error(
    `Node ${OLDEST.join(".")} or newer is needed on this system, and this is ${process.versions.node}: ` +
      "please install a newer one from https://nodejs.org.",
  );
};
