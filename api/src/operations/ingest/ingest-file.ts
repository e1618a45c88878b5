import type { OperationDeps } from "../../deps.ts";
import { registerFile } from "./register-file.ts";

/** Takes in one file of the bucket. May be called any number of times for the same one. */
export const ingestFile = async (
  deps: OperationDeps,
  file: { site: string; key: string },
): Promise<void> => {
  await registerFile(deps, file);
};
