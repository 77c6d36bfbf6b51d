/** The service worker: the app opens without a network. It keeps the app's files only; calls pass it by. */
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from "workbox-precaching";
import { NavigationRoute, registerRoute } from "workbox-routing";

const worker = self as unknown as ServiceWorkerGlobalScope;

precacheAndRoute(FILES);
cleanupOutdatedCaches();
registerRoute(new NavigationRoute(createHandlerBoundToURL("/felt/"), { allowlist: [/^\/felt\/(\?.*)?$/] }));

worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));
// A new version waits until a person says so: nobody's half-written page is taken away.
worker.addEventListener("message", (event) => {
  if (event.data === "take over") void worker.skipWaiting();
});
