import { type Journal, pending } from "../journal/journal.ts";
import { SEND_WAITING, USE_NEW_VERSION } from "../sw/patient-messages.ts";

/** The page's side of its worker, which makes it open offline. */
export interface PageWorker {
  /** Whether a new version waits to be used. */
  newVersion(): boolean;
  /** Calls back when that changes, until the returned function is called. */
  listen(listener: () => void): () => void;
  /** Switches to the new version and reloads; the address is `/visit` by then, so that is no scan. */
  startNewVersion(): void;
}

const UPDATE_CHECK_MS = 3_600_000;

/**
 * Registers the worker. A version that was waiting already as this page opened takes over now, for
 * this is the next start, and nothing of the page changes under the reader's hands: all it needs
 * is loaded. A version that comes later is offered. Undefined where there are no workers.
 */
export const startWorker = (journal: Journal): PageWorker | undefined => {
  if (!("serviceWorker" in navigator)) return undefined;
  const listeners = new Set<() => void>();
  let waiting: ServiceWorker | undefined;

  const offer = (worker: ServiceWorker | undefined) => {
    waiting = worker;
    for (const listener of listeners) listener();
  };
  const watch = (worker: ServiceWorker | null, registration: ServiceWorkerRegistration) => {
    worker?.addEventListener("statechange", () => {
      if (worker.state === "installed" && registration.active) offer(worker);
      else if (worker === waiting) offer(undefined);
    });
  };
  const start = async () => {
    const registration = await navigator.serviceWorker.register("/patient-sw.js", {
      scope: "/",
      updateViaCache: "none",
    });
    registration.waiting?.postMessage(USE_NEW_VERSION);
    watch(registration.installing, registration);
    registration.addEventListener("updatefound", () =>
      watch(registration.installing, registration),
    );
    checkForUpdates(registration);
    sendInBackground(journal, registration);
  };
  // Without a worker the page still records; it just does not open offline.
  start().catch((problem: unknown) => console.warn("no worker", problem));

  return {
    newVersion: () => waiting !== undefined,
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    startNewVersion: () => {
      waiting?.addEventListener("statechange", ({ target }) => {
        if ((target as ServiceWorker).state === "activated") location.reload();
      });
      waiting?.postMessage(USE_NEW_VERSION);
    },
  };
};

/** An installed page may stay open for weeks, so opening it is not enough of an occasion. */
const checkForUpdates = (registration: ServiceWorkerRegistration) => {
  let checkedMs = performance.now();
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible") return;
    if (performance.now() - checkedMs < UPDATE_CHECK_MS) return;
    checkedMs = performance.now();
    // Offline, most often; the next occasion will do.
    registration.update().catch(() => {});
  });
};

interface SyncRegistration extends ServiceWorkerRegistration {
  sync?: { register(tag: string): Promise<void> };
}

/** Asks the browser, where it can, to push even when this page is closed. */
const sendInBackground = (journal: Journal, { sync }: SyncRegistration) => {
  if (!sync) return;
  const ask = async () => {
    if ((await pending(journal)).length > 0) await sync.register(SEND_WAITING);
  };
  // A browser may refuse (private window, switched off): the page pushes by itself anyway.
  const tryToAsk = () => void ask().catch(() => {});
  journal.changes.listen(tryToAsk);
  tryToAsk();
};
