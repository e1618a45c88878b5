import type { OperationDeps } from "../../deps.ts";
import { describeError } from "../../log.ts";
import { type KeptFile, withReport } from "./keep-file.ts";

/**
 * Runs what takes a file in. Where that fails, for whatever reason that lies not in the file, the
 * report says so before the failure goes on to whoever tries again.
 */
export const holdUpWhereFailed = async (
  deps: Pick<OperationDeps, "now" | "log">,
  site: string,
  kept: KeptFile,
  run: () => Promise<void>,
): Promise<void> => {
  try {
    await run();
  } catch (error) {
    try {
      const since = new Date(deps.now()).toISOString();
      await kept.change((file) => {
        const { heldUp } = file.report;
        const attempts = (heldUp?.attempts ?? 0) + 1;
        return withReport({ heldUp: { attempts, since: heldUp?.since ?? since } })(file);
      });
    } catch (unsaid) {
      deps.log("ingest-failed", { site, ...describeError(unsaid) });
    }
    throw error;
  }
};
