/** The page's side of the service worker: registers it, and says when a new version of the app waits. */

/** An installed app may stay open for days: this often it asks for a new version when somebody looks at it. */
const ASK_AGAIN = 60 * 60_000;

let waiting: ServiceWorker | null = null;
const tellers = new Set<() => void>();

/** Called when a new version is ready, at once if it already is. Returns how to stop. */
export function onNewVersion(tell: () => void): () => void {
  tellers.add(tell);
  if (waiting) tell();
  return () => tellers.delete(tell);
}

/** Let the new version take over, and load it. What is unsent lies in the database and stays. */
export function takeNewVersion(): void {
  if (!waiting) return;
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  waiting.postMessage("take over");
}

/** Register the worker. Without one (an old browser, no HTTPS) the app still works while there is a network. */
export async function registerWorker(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  try {
    const registration = await navigator.serviceWorker.register("/felt/sw.js", { scope: "/felt/" });
    const look = () => {
      if (!registration.waiting || !navigator.serviceWorker.controller) return;
      waiting = registration.waiting;
      for (const tell of tellers) tell();
    };
    look();
    registration.addEventListener("updatefound", () =>
      registration.installing?.addEventListener("statechange", look),
    );
    let asked = Date.now();
    document.addEventListener("visibilitychange", () => {
      if (document.hidden || Date.now() - asked < ASK_AGAIN) return;
      asked = Date.now();
      registration.update().catch(() => undefined);
    });
  } catch {
    // No worker today: the next start tries again.
  }
}
