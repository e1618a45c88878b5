import { createHash, createHmac } from "node:crypto";
import { createApp } from "../../api/src/app.ts";
import type { Deps } from "../../api/src/deps.ts";
import { silentOutlets } from "../../api/src/outlets.ts";
import { createStaffAccess } from "../../api/src/staff-access.ts";
import type { Compression } from "../../api/src/store/compressed.ts";
import { createStore } from "../../api/src/store/create-store.ts";
import { createMemoryObjects } from "../../api/src/testing/memory-objects.ts";
import type { World } from "./world.ts";

/** One process of the server: the real app over the real store, until it dies. */
export interface ServerProcess {
  name: string;
  deps: Deps;
  isAlive(): boolean;
  crash(): void;
  /** The returned function forgets it. */
  whenItDies(run: () => void): () => void;
  handle(request: Request): Promise<Response>;
}

export const TABLES = { flow: "flow", clinical: "clinical" };
export const STAFF_TOKEN = "the-token-of-scripts";

/** Text as it is: what brotli does is none of the simulation's business, and it needs threads. */
const uncompressed: Compression = {
  compress: async (text) => new TextEncoder().encode(text),
  decompress: async (bytes) => new TextDecoder().decode(bytes),
};

export const startProcess = (world: World, name: string): ServerProcess => {
  const { scheduler, random } = world;
  const atDeath = new Set<() => void>();
  let alive = true;
  const hex = (bytes: number) =>
    Array.from({ length: bytes }, () => random.int(256).toString(16).padStart(2, "0")).join("");

  const process: ServerProcess = {
    name,
    deps: undefined as never,
    isAlive: () => alive,
    crash() {
      if (!alive) return;
      alive = false;
      world.trace.add(`${name} crashes`);
      for (const run of atDeath) run();
      atDeath.clear();
    },
    whenItDies(run) {
      atDeath.add(run);
      return () => atDeath.delete(run);
    },
    handle: async (request) => app.fetch(request),
  };
  const now = scheduler.nowMs;
  const store = createStore({
    client: world.database.connect(process),
    tables: TABLES,
    now,
    compression: uncompressed,
    pause: (ms) =>
      new Promise((resolve) => {
        scheduler.later(ms, `${name} pauses`, () => alive && resolve(undefined));
      }),
  });
  process.deps = {
    store: world.code.store(store),
    now,
    log: (event, fields) => world.ledger.logged(event, fields),
    staff: createStaffAccess({
      secret: "0123456789abcdef0123456789abcdef",
      token: STAFF_TOKEN,
      now,
      randomToken: () => hex(32),
    }),
    publicUrl: () => "https://clinic.example",
    hashCase: (site, text) => createHmac("sha256", "key").update(`${site}\n${text}`).digest("hex"),
    randomId: () => createHash("md5").update(hex(16)).digest("hex"),
    addressOf: (c) => c.req.header("x-simulated-address") ?? "",
    isPrivate: () => true,
    version: "0.0.0-simulated",
    objects: createMemoryObjects(now),
    signUpload: async () => ({ url: "", headers: {} }),
    maxUploadBytes: 0,
    ...silentOutlets,
  };
  const app = createApp(process.deps);
  return process;
};
