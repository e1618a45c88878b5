import { join } from "node:path";
import { typeScriptFlags } from "./node.mjs";
import { root } from "./paths.mjs";
import { runNode } from "./run-command.mjs";

/**
 * `npm run dev`: the API, started again whenever it changes, and Vite before it with both pages.
 * Arguments go to the API, which listens on port 8080 unless they say otherwise.
 */
export const runDev = async (args) => {
  const api = runNode([
    ...typeScriptFlags,
    "--watch",
    "--watch-preserve-output",
    join(root, "api/src/local/main.ts"),
    ...args,
  ]);
  const web = join(root, "web");
  const vite = join(web, "node_modules", "vite", "bin", "vite.js");
  const pages = runNode([vite, web, "--config", join(web, "vite.staff.config.ts")]);
  const codes = await Promise.all([api, pages]);
  return Math.max(...codes.map((code) => (code > 128 ? 0 : code)));
};
