import type { Store } from "../../api/src/store/create-store.ts";
import type { Environment } from "../src/journal/environment.ts";
import { append, type Journal } from "../src/journal/journal.ts";
import { type Failure, push } from "../src/journal/push.ts";
import { createPushLoop } from "../src/journal/push-loop.ts";
import type { Storage } from "../src/journal/storage.ts";

/**
 * What runs on both sides. A planted variant replaces one part of it, or stands between two parts,
 * and leaves the rest as it is.
 */
export interface Code {
  append: typeof append;
  push(journal: Journal): Promise<Failure | undefined>;
  createPushLoop: typeof createPushLoop;
  /** The journal's storage, as its page has it. */
  storage(storage: Storage): Storage;
  /** Clocks, timers, locks and network of a page. */
  environment(environment: Environment): Environment;
  /** The store, as one process of the server has it. */
  store(store: Store): Store;
  /** What a command asks of the database. */
  input<Input extends object>(command: string, input: Input): Input;
}

/** The product as it is. */
export const productCode: Code = {
  append,
  push,
  createPushLoop,
  storage: (storage) => storage,
  environment: (environment) => environment,
  store: (store) => store,
  input: (_command, input) => input,
};
