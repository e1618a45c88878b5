import { createHmac, randomBytes } from "node:crypto";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { defaultSettings, type SiteSettings } from "@throughline/shared/site.ts";
import type { Hono } from "hono";
import { createAddressOf } from "../address.ts";
import { createApp } from "../app.ts";
import type { Deps } from "../deps.ts";
import { addUploadRoute, createUploadAddresses } from "../local/bucket/upload-addresses.ts";
import { startEmbeddedDynamo } from "../local/embedded-dynamo.ts";
import { createLog } from "../log.ts";
import { silentOutlets } from "../outlets.ts";
import { createStaffAccess } from "../staff-access.ts";
import { createStore, type Store } from "../store/create-store.ts";
import { createTables } from "../store/create-tables.ts";
import type { Objects } from "../store/objects.ts";
import { createMemoryObjects } from "./memory-objects.ts";
import { TABLES } from "./start-database.ts";

export const STAFF_TOKEN = "the-token-of-scripts";
export const PUBLIC_URL = "https://clinic.example";
const SECRET = "0123456789abcdef0123456789abcdef";

export interface AppUnderTest {
  app: Hono;
  deps: Deps;
  store: Store;
  client: DynamoDBClient;
  /** The server's clock; tests set it. */
  clock: { nowMs: number };
  logLines: string[];
  /** A request by a script of the staff. */
  staff(method: string, path: string, body?: unknown): Promise<Response>;
  /** A request by anybody. */
  anyone(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Response>;
  /** Makes a site with the default settings and these changes. */
  addSite(site: string, changes?: Partial<SiteSettings>): Promise<void>;
  close(): Promise<void>;
}

/**
 * The real app over the real store on an embedded DynamoDB in memory, and over a bucket in memory
 * unless another is given.
 */
export const startApp = async ({
  nowMs = Date.parse("2026-03-10T09:00:00.000Z"),
  wrapStore = (store) => store,
  objects,
}: {
  nowMs?: number;
  wrapStore?: (store: Store) => Store;
  objects?: Objects;
} = {}): Promise<AppUnderTest> => {
  const embedded = await startEmbeddedDynamo();
  await createTables(embedded.client, TABLES);
  const clock = { nowMs };
  const now = () => clock.nowMs;
  const store = wrapStore(createStore({ client: embedded.client, tables: TABLES, now }));
  const logLines: string[] = [];
  const addresses = createUploadAddresses(SECRET);
  const deps: Deps = {
    store,
    objects: objects ?? createMemoryObjects(now),
    signUpload: addresses.sign,
    maxUploadBytes: 1 << 30,
    now,
    log: createLog({ write: (line) => logLines.push(line), now }),
    staff: createStaffAccess({
      secret: SECRET,
      token: STAFF_TOKEN,
      now,
      randomToken: () => randomBytes(32).toString("base64url"),
    }),
    publicUrl: () => PUBLIC_URL,
    hashCase: (site, text) => createHmac("sha256", "key").update(`${site}\n${text}`).digest("hex"),
    randomId: () => randomBytes(16).toString("hex"),
    addressOf: createAddressOf({ trustProxy: true, remoteAddress: () => "203.0.113.9" }),
    isPrivate: (c) => new URL(c.req.url).protocol === "https:",
    version: "0.0.0-test",
    ...silentOutlets,
  };
  const app = createApp(deps);
  addUploadRoute(app, deps, addresses);

  const ask: AppUnderTest["anyone"] = async (method, path, body, headers = {}) =>
    app.request(`${PUBLIC_URL}${path}`, {
      method,
      headers: { ...(body !== undefined && { "content-type": "application/json" }), ...headers },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });

  return {
    app,
    deps,
    store,
    client: embedded.client,
    clock,
    logLines,
    anyone: ask,
    staff: (method, path, body) => ask(method, path, body, { "x-throughline-token": STAFF_TOKEN }),
    async addSite(site, changes) {
      const settings = { ...defaultSettings("UTC"), ...changes };
      const saved = await store.settings.save(site, 0, settings);
      if (saved === "conflict") throw new Error(`The site ${site} is there already`);
    },
    close: () => embedded.close(),
  };
};
