import {
  keepOnly,
  keepPage,
  keptEngine,
  keptPage,
  SEND_WAITING,
  sendWaiting,
  USE_NEW_VERSION,
} from "./patient-strategies.ts";

/** The worker of the patient's page. It knows no other page, and no answer of the API. */
declare const self: ServiceWorkerGlobalScope;

const kept = keepOnly(self.__WB_MANIFEST);

self.addEventListener("install", (event) => event.waitUntil(keepPage(kept, event)));

self.addEventListener("activate", (event) => event.waitUntil(kept.activate(event)));

self.addEventListener("fetch", (event) => {
  const answer = keptPage(kept, event.request) ?? keptEngine(event.request);
  if (answer) event.respondWith(answer);
});

self.addEventListener("sync", (event) => {
  const { tag, waitUntil } = event as SyncEvent;
  if (tag === SEND_WAITING) waitUntil.call(event, sendWaiting());
});

self.addEventListener("message", (event) => {
  if (event.data === USE_NEW_VERSION) event.waitUntil(self.skipWaiting());
});

/** Background Sync, which the browsers' common types leave out. */
interface SyncEvent extends ExtendableEvent {
  tag: string;
}
