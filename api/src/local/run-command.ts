import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { StartFailure } from "./start-failure.ts";

/** The folder of the checkout. */
export const root = fileURLToPath(new URL("../../../", import.meta.url));
export const defaultData = join(root, ".data");
/** Where the command was typed: npm runs it in the folder of `package.json`. */
export const typedIn = process.env.INIT_CWD ?? process.cwd();

/** Runs a command; what it refuses is said in one sentence, and the exit code is 1. */
export const runCommand = async (command: () => unknown): Promise<void> => {
  try {
    await command();
  } catch (error) {
    fail(error);
  }
};

/** Says why nothing goes on, and ends the process with exit code 1. Bugs keep their stack. */
export const fail = (error: unknown): never => {
  const said = error instanceof StartFailure ? error.message : String((error as Error).stack);
  process.stderr.write(`${said}\n`);
  process.exit(1);
};
