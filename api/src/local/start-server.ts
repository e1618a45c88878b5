import { createHmac, randomBytes, randomUUID } from "node:crypto";
import { networkInterfaces } from "node:os";
import { defaultSettings } from "@throughline/shared/site.ts";
import { type Context, Hono } from "hono";
import { getCookie } from "hono/cookie";
import { createApp } from "../app.ts";
import type { Deps } from "../deps.ts";
import { createLog, describeError } from "../log.ts";
import { runMaintenance } from "../operations/run-maintenance.ts";
import { signInPath } from "../routes/sign-in.ts";
import { createStaffAccess, SESSION_COOKIE } from "../staff-access.ts";
import { createStore } from "../store/create-store.ts";
import { createTables } from "../store/create-tables.ts";
import { guessPublicUrl, localUrl } from "./addresses.ts";
import { createClientAddress } from "./client-address.ts";
import {
  prepareDataFolder,
  readOrMakeSecret,
  removeServerFile,
  writeServerFile,
} from "./data-folder.ts";
import { type HttpServer, listen } from "./http-server.ts";
import { openDatabase } from "./open-database.ts";
import type { StartOptions } from "./options.ts";
import { createPages } from "./pages.ts";
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
  }: {
    pagesFolder: string;
    version: string;
    say: (line: string) => void;
    writeLog: (line: string) => void;
    /** Epoch ms. */
    now: () => number;
  },
): Promise<RunningServer> => {
  const folder = options.data;
  prepareDataFolder(folder);
  const database = await openDatabase(folder, { say, now });
  let http: HttpServer | undefined;
  try {
    const tables = { flow: "flow" };
    await createTables(database.client, tables);
    const store = createStore({ client: database.client, tables, now });
    await store.settings.save(FIRST_SITE, 0, defaultSettings(options.timeZone));

    const token = randomBytes(32).toString("base64url");
    const caseKey = readOrMakeSecret(folder, "case-key");
    let publicUrl = options.publicUrl ?? "";
    const deps: Deps = {
      store,
      now,
      log: createLog({ write: writeLog, now }),
      staff: createStaffAccess({
        secret: readOrMakeSecret(folder, "secret"),
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
      addressOf: createClientAddress({ proxied: options.publicUrl !== undefined }),
      version,
    };

    http = await listen(options, serveAll(deps, pagesFolder)).catch((error) => {
      throw listenFailure(error, options) ?? error;
    });
    const url = localUrl(options.host, http.port);
    publicUrl ||= guessPublicUrl(options.host, http.port, networkInterfaces());
    writeServerFile(folder, { url, token, pid: process.pid });
    const maintenance = scheduleEvery(
      MAINTENANCE_EVERY_MS,
      () => runMaintenance(deps),
      (error) => deps.log("maintenance-failed", describeError(error)),
    );
    const { close: closeHttp } = http;
    return {
      url,
      publicUrl,
      signInUrl: publicUrl + signInPath(deps.staff.issueLink().token),
      firstPoster: await findFirstPoster(deps),
      async close() {
        await closeHttp();
        await maintenance.stop();
        // Before the folder is let go: the file of the next server on it must stay.
        removeServerFile(folder);
        await database.close();
      },
    };
  } catch (error) {
    await http?.close();
    await database.close();
    throw fileFailure(error, folder) ?? error;
  }
};

/** The API and the pages, as one. */
const serveAll = (deps: Deps, pagesFolder: string) => {
  const app = createApp(deps);
  const pages = createPages({
    folder: pagesFolder,
    isSignedIn: (context: Context) => deps.staff.isSession(getCookie(context, SESSION_COOKIE)),
  });
  const all = new Hono();
  for (const path of ["/api/*", "/staff/sign-in/*"]) {
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
