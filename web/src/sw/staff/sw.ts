import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  precacheAndRoute,
} from "workbox-precaching";
import { NavigationRoute, registerRoute } from "workbox-routing";
import { openPage, showPush } from "./notifications.ts";

declare const self: ServiceWorkerGlobalScope & {
  __WB_MANIFEST: { url: string; revision: string | null }[];
};

/** A sign-in link must reach the server: it sets the cookie. */
const signInLinks = /^\/staff\/sign-in\//;

/** A new version waits until the page asks for it or the last page of the old one has closed. */
const startWhenAsked = ({ data }: ExtendableMessageEvent) => {
  if (data?.type === "SKIP_WAITING") void self.skipWaiting();
};

precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();
registerRoute(
  new NavigationRoute(createHandlerBoundToURL("/staff.html"), {
    allowlist: [/^\/staff\//],
    denylist: [signInLinks],
  }),
);
self.addEventListener("message", startWhenAsked);
// Also of the page that brought it: a page without a worker would not be told of a new version.
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("push", (event) => event.waitUntil(showPush(self, event.data?.text())));
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(openPage(self.clients, event.notification.data));
});
