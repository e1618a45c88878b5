import { createHmac, randomBytes, randomUUID } from "node:crypto";
import { networkInterfaces } from "node:os";
import { defaultSettings } from "@throughline/shared/site.ts";
import { HEARTBEAT_EVERY_MS } from "@throughline/shared/ward-api.ts";
import { type Context, Hono } from "hono";
import { getCookie } from "hono/cookie";
import { createApp } from "../app.ts";
import type { Deps } from "../deps.ts";
import { createLog, describeError } from "../log.ts";
import { createWebhookCaller } from "../notify/call-webhook.ts";
import { createMailSender } from "../notify/send-mail.ts";
import { runMaintenance } from "../operations/run-maintenance.ts";
import { createMonitor } from "../operations/ward/run-monitor.ts";
import { silentOutlets } from "../outlets.ts";
import { signInPath } from "../routes/sign-in.ts";
import { createStaffAccess, SESSION_COOKIE } from "../staff-access.ts";
import { createStore } from "../store/create-store.ts";
import { createTables } from "../store/create-tables.ts";
import { createWebPush } from "../web-push.ts";
import { guessPublicUrl, localUrl } from "./addresses.ts";
import { addDatabaseRoute } from "./backup/database-route.ts";
import { type OpenBucket, openBucket } from "./bucket/open-bucket.ts";
import {
  addUploadRoute,
  createUploadAddresses,
  type UploadAddresses,
} from "./bucket/upload-addresses.ts";
import { createClientAddress } from "./client-address.ts";
import {
  prepareDataFolder,
  readOrMakeSecret,
  removeServerFile,
  writeServerFile,
} from "./data-folder.ts";
import type { EmbeddedDynamo } from "./embedded-dynamo.ts";
import { type HttpServer, listen } from "./http-server.ts";
import type { LanSurroundings } from "./lan/serve-lan.ts";
import { openDatabase } from "./open-database.ts";
import type { StartOptions } from "./options.ts";
import { createPages } from "./pages.ts";
import { createIsPrivate } from "./private-connection.ts";
import { readOrMakePushKeys } from "./push-keys.ts";
import { createHub, type Hub } from "./realtime/hub.ts";
import { createSocketRoute, SOCKET_PATHS } from "./realtime/socket-route.ts";
import { scheduleEvery } from "./schedule.ts";
import { fileFailure, listenFailure } from "./start-failure.ts";

const FIRST_SITE = "main";
const MAINTENANCE_EVERY_MS = 60_000;

export interface RunningServer {
  /** How this machine reaches it. */
  url: string;
  publicUrl: string;
  signInUrl: string;
  /** The label and address of the first poster of the first site; undefined without one. */
  firstPoster: { label: string; url: string } | undefined;
  /** Where devices of the network get the certificate to trust; undefined without `--lan`. */
  trust: { url: string; fingerprint: string } | undefined;
  /** Finishes what was begun, closes the database and frees the port. */
  close(): Promise<void>;
}

/**
 * Serves the whole product from one data folder on one port. Throws a `StartFailure` when the
 * folder or the port cannot be used. `say` is given lines for the person at the terminal.
 */
export const startServer = async (
  options: StartOptions,
  {
    pagesFolder,
    version,
    say,
    writeLog,
    now,
    monitorEveryMs = 60_000,
  }: {
    pagesFolder: string;
    version: string;
    say: (line: string) => void;
    writeLog: (line: string) => void;
    /** Epoch ms. */
    now: () => number;
    monitorEveryMs?: number;
  },
): Promise<RunningServer> => {
  const folder = options.data;
  prepareDataFolder(folder);
  const database = await openDatabase(folder, { say, now });
  let http: HttpServer | undefined;
  let bucket: OpenBucket | undefined;
  try {
    const tables = { flow: "flow", clinical: "clinical" };
    await createTables(database.client, tables);
    const store = createStore({ client: database.client, tables, now });
    await store.settings.save(FIRST_SITE, 0, defaultSettings(options.timeZone));

    const token = randomBytes(32).toString("base64url");
    const secret = readOrMakeSecret(folder, "secret");
    const opened = await openBucket({ folder, secret, port: options.bucketPort, now });
    bucket = opened;
    const addresses = createUploadAddresses(secret);
    const caseKey = readOrMakeSecret(folder, "case-key");
    let publicUrl = options.publicUrl ?? "";
    const hub = createHub();
    const deps: Deps = {
      store,
      now,
      log: createLog({ write: writeLog, now }),
      staff: createStaffAccess({
        secret,
        token,
        // A sitting at the screen lasts as long as it does, whatever clock the visits go by.
        now: Date.now,
        randomToken: () => randomBytes(24).toString("base64url"),
      }),
      publicUrl: () => publicUrl,
      hashCase: (site, text) =>
        createHmac("sha256", caseKey)
          .update(JSON.stringify([site, text]))
          .digest("hex"),
      randomId: () => randomUUID().replaceAll("-", ""),
      addressOf: createClientAddress({
        proxied: options.publicUrl !== undefined && options.lan === undefined,
      }),
      isPrivate: createIsPrivate({
        behindHttps: options.lan === undefined && publicUrl.startsWith("https:"),
      }),
      version,
      objects: opened.objects,
      signUpload: addresses.sign,
      maxUploadBytes: options.maxUploadBytes,
      ...silentOutlets,
      realtime: hub,
      notify: {
        mail: createMailSender(options.mail),
        call: createWebhookCaller(globalThis.fetch),
      },
    };
    deps.push = createWebPush({
      ...deps,
      keys: readOrMakePushKeys(folder),
      // Push services take no other scheme; a browser that can subscribe came by HTTPS.
      subject: () => publicUrl.replace(/^http:/, "https:"),
      fetch: globalThis.fetch,
    });

    const served = await serve(options, {
      fetch: serveAll(deps, { pagesFolder, database, hub, addresses }),
      now,
      say,
      onFailure: (error) => deps.log("maintenance-failed", describeError(error)),
    }).catch((error) => {
      throw listenFailure(error, options) ?? error;
    });
    http = served;
    publicUrl = served.publicUrl;
    const url = localUrl(options.host, served.port);
    writeServerFile(folder, { url, token, pid: process.pid, bucket: opened.access });
    opened.takeIn(deps);
    const maintenance = scheduleEvery(
      MAINTENANCE_EVERY_MS,
      () => runMaintenance(deps),
      (error) => deps.log("maintenance-failed", describeError(error)),
    );
    const monitor = createMonitor(deps);
    const ticks = scheduleEvery(monitorEveryMs, monitor.tick, (error) =>
      deps.log("monitor-failed", describeError(error)),
    );
    const heartbeat = scheduleEvery(
      HEARTBEAT_EVERY_MS,
      async () => hub.beat(),
      (error) => deps.log("maintenance-failed", describeError(error)),
    );
    return {
      url,
      publicUrl,
      trust: served.trust,
      signInUrl: publicUrl + signInPath(deps.staff.issueLink().token),
      firstPoster: await findFirstPoster(deps),
      async close() {
        await served.close();
        await heartbeat.stop();
        await ticks.stop();
        await maintenance.stop();
        await opened.close();
        // Before the folder is let go: the file of the next server on it must stay.
        removeServerFile(folder);
        await database.close();
      },
    };
  } catch (error) {
    await http?.close();
    await bucket?.close();
    await database.close();
    throw fileFailure(error, folder) ?? error;
  }
};

/** Without `--lan`: one port, and no TLS. */
const serve = async (
  options: StartOptions,
  outside: LanSurroundings,
): Promise<HttpServer & { publicUrl: string; trust: RunningServer["trust"] }> => {
  if (options.lan) {
    const { serveLan } = await import("./lan/serve-lan.ts");
    return serveLan({ ...options, ...options.lan }, outside);
  }
  const http = await listen(options, outside.fetch);
  const { host, publicUrl = guessPublicUrl(host, http.port, networkInterfaces()) } = options;
  return { ...http, publicUrl, trust: undefined };
};

/** The API and the pages, as one. */
const serveAll = (
  deps: Deps,
  {
    pagesFolder,
    database,
    hub,
    addresses,
  }: { pagesFolder: string; database: EmbeddedDynamo; hub: Hub; addresses: UploadAddresses },
) => {
  const app = createApp(deps);
  addUploadRoute(app, deps, addresses);
  addDatabaseRoute(app, deps, database);
  const pages = createPages({
    folder: pagesFolder,
    isSignedIn: (context: Context) => deps.staff.isSession(getCookie(context, SESSION_COOKIE)),
    isPrivate: deps.isPrivate,
  });
  const all = new Hono();
  const sockets = createSocketRoute(deps, hub);
  for (const path of SOCKET_PATHS) {
    all.get(path, (context) => sockets.fetch(context.req.raw, context.env));
  }
  for (const path of ["/api/*", "/local/*", "/uploads/*", "/staff/sign-in/*"]) {
    all.all(path, (context) => app.fetch(context.req.raw, context.env));
  }
  all.all("*", (context) => pages.fetch(context.req.raw, context.env));
  return all.fetch;
};

const findFirstPoster = async ({ store, publicUrl }: Deps) => {
  const settings = await store.settings.read(FIRST_SITE);
  const station = settings?.stations.find(({ retired }) => !retired);
  return station && { label: station.label, url: `${publicUrl()}/s/${station.code}` };
};
