/**
 * Every npm script starts here. Plain JavaScript for Node 20 and nothing installed: it installs
 * what the task needs and is missing, picks the Node to run it with, and runs it.
 */
import { runBenchmarks } from "./bench.mjs";
import { buildWeb } from "./build-web.mjs";
import { runDev } from "./dev.mjs";
import { install } from "./install.mjs";
import { findNode } from "./node.mjs";
import { runTypeScript } from "./run-command.mjs";
import { runCheck, runConformance, runE2e, runTest } from "./test.mjs";

/** Builds the pages when they changed, then serves them by an entry with the options given. */
const serveBy = (entry) => async (args) => {
  if (!args.includes("--help")) await buildWeb();
  return runTypeScript(entry, args);
};

const tasks = {
  start: { needs: "start", run: serveBy("api/src/local/main.ts") },
  demo: { needs: "start", run: serveBy("api/src/local/demo/main.ts") },
  import: {
    needs: "start",
    run: (args) => runTypeScript("api/src/local/import-event-log.ts", args),
  },
  replay: {
    needs: "start",
    run: (args) => runTypeScript("api/src/local/replay-event-log.ts", args),
  },
  backtest: {
    needs: "start",
    run: (args) => runTypeScript("api/src/local/backtest/main.ts", args),
  },
  "sign-in": { needs: "start", run: (args) => runTypeScript("api/src/local/sign-in.ts", args) },
  backup: { needs: "start", run: (args) => runTypeScript("api/src/local/backup/main.ts", args) },
  restore: {
    needs: "start",
    run: (args) => runTypeScript("api/src/local/backup/restore.ts", args),
  },
  test: { needs: "all", run: runTest },
  "test:conformance": { needs: "all", run: runConformance },
  check: { needs: "all", run: runCheck },
  e2e: { needs: "all", run: runE2e },
  bench: { needs: "all", run: runBenchmarks },
  simulate: {
    needs: "all",
    run: (args) => runTypeScript("web/simulator/simulate.ts", args),
  },
  dev: { needs: "all", run: runDev },
};

const [name, ...args] = process.argv.slice(2);
const task = tasks[name];
try {
  if (!task) throw new Error(`There is no task "${name ?? ""}": ${Object.keys(tasks).join(", ")}.`);
  await install(task.needs);
  findNode();
  process.exitCode = await task.run(args);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
