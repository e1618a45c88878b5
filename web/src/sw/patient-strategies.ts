import { PrecacheController } from "workbox-precaching/PrecacheController.js";
import { browserEnvironment } from "../journal/environment.ts";
import { openJournal } from "../journal/journal.ts";
import { withLock } from "../journal/lock.ts";
import { push } from "../journal/push.ts";

export { SEND_WAITING, USE_NEW_VERSION } from "./patient-messages.ts";

type Manifest = Parameters<PrecacheController["addToCacheList"]>[0];

const PAGE = "/scan.html";

/** The files of one version of the page, and nothing else. */
export const keepOnly = (manifest: Manifest): PrecacheController => {
  const kept = new PrecacheController();
  kept.addToCacheList(manifest);
  return kept;
};

/** Fetches every file of this version; the version fails as a whole when one is missing. */
export const keepPage = (kept: PrecacheController, event: ExtendableEvent): Promise<unknown> =>
  kept.install(event);

/**
 * The kept answer to a request for the page or one of its files; undefined for everything else,
 * which then goes to the network as if there were no worker.
 */
export const keptPage = (
  kept: PrecacheController,
  request: Request,
): Promise<Response> | undefined => {
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return undefined;
  const file = request.mode === "navigate" && isPageAddress(pathname) ? PAGE : pathname;
  if (!kept.getCacheKeyForURL(file)) return undefined;
  // The browser may have evicted it.
  return kept.matchPrecache(file).then((answer) => answer ?? fetch(request));
};

const ENGINE_CACHE = "code-reader";

/**
 * The answer to a request for what reads codes in the camera's picture, kept from its first use on;
 * undefined for everything else. Only one version is kept.
 */
export const keptEngine = (request: Request): Promise<Response> | undefined => {
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin || !/^\/p\/[^/]+\.wasm$/.test(pathname)) return undefined;
  return answerEngine(request);
};

const answerEngine = async (request: Request): Promise<Response> => {
  const cache = await caches.open(ENGINE_CACHE);
  const known = await cache.match(request);
  if (known) return known;
  const answer = await fetch(request);
  if (answer.ok) {
    for (const older of await cache.keys()) await cache.delete(older);
    // Where there is no room, it is fetched again another time.
    await cache.put(request, answer.clone()).catch(() => undefined);
  }
  return answer;
};

const isPageAddress = (pathname: string) => /^\/(visit$|s\/|v(\/|$))/.test(pathname);

/** Pushes what waits. Rejects while something still does, so that the browser tries again later. */
export const sendWaiting = async (): Promise<void> => {
  const environment = browserEnvironment();
  const journal = openJournal(environment);
  try {
    const failure = await withLock(environment, () => push(journal));
    if (failure) throw new Error(`entries wait: ${failure.code}`);
  } finally {
    journal.storage.close();
  }
};
