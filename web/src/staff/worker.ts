import { Workbox } from "workbox-window";

const UPDATE_EVERY_MS = 3_600_000;

let worker: Workbox | undefined;
let ready = false;
const listeners = new Set<() => void>();

export const isUpdateReady = (): boolean => ready;

export const subscribeToUpdate = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Lets the staff pages open without a network, where the browser allows it (HTTPS or localhost). */
export const registerStaffWorker = (): void => {
  if (!("serviceWorker" in navigator) || import.meta.env.DEV) return;
  const registered = new Workbox("/staff/sw.js", { scope: "/staff/" });
  worker = registered;
  registered.addEventListener("waiting", () => {
    ready = true;
    for (const listener of listeners) listener();
  });
  // Without a worker the pages work as before, only not offline.
  registered.register().catch((problem: unknown) => console.warn("No offline pages:", problem));
  setInterval(() => registered.update().catch(() => undefined), UPDATE_EVERY_MS);
};

/** Starts the waiting version and loads the page anew with it. */
export const applyUpdate = (): void => {
  worker?.addEventListener("controlling", () => window.location.reload());
  worker?.messageSkipWaiting();
};
