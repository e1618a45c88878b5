import { pushKeySchema, pushSubscribedSchema } from "@throughline/shared/web-push.ts";
import * as z from "zod/mini";
import { requestAsStaff } from "../session.ts";

/** Web Push for an installed tablet: it is told while it sleeps that beds of a ward are overdue. */

const pathOf = (site: string) => `/push-subscriptions?site=${encodeURIComponent(site)}`;

const registration = (): Promise<ServiceWorkerRegistration | undefined> | undefined =>
  "serviceWorker" in navigator && "PushManager" in globalThis
    ? navigator.serviceWorker.getRegistration("/staff/")
    : undefined;

const WARDS_KEY = "throughline-push-wards";

/** What was asked for here, by site. Signing out leaves it, as it leaves the subscription. */
const readWards = (): Record<string, string[]> => {
  try {
    return JSON.parse(localStorage.getItem(WARDS_KEY) ?? "{}");
  } catch {
    return {};
  }
};
const keepWards = (wards: Record<string, string[]>): void => {
  try {
    localStorage.setItem(WARDS_KEY, JSON.stringify(wards));
  } catch (problem) {
    // It is asked for again then, which changes nothing.
    console.warn(problem);
  }
};

export interface PushState {
  /** This browser has a subscription, of whatever wards. */
  subscribed: boolean;
  /** Those of the site that it is told of, as far as it knows. */
  wards: string[];
}

/** What this browser is told of; undefined where it cannot be told. */
export const readPushState = async (site: string): Promise<PushState | undefined> => {
  const worker = await registration();
  if (!worker) return undefined;
  const subscribed = (await worker.pushManager.getSubscription()) !== null;
  return { subscribed, wards: (subscribed && readWards()[site]) || [] };
};

/** Whether this browser is told of any ward. */
export const isSubscribedToPush = async (): Promise<boolean> =>
  Boolean(await (await registration())?.pushManager.getSubscription());

/** What became of it: `too-many` devices are told of a ward already. */
export type PushOutcome = "done" | "failed" | "too-many";

/** Subscribes this browser to one more ward. */
export const subscribeToPush = async (site: string, ward: string): Promise<PushOutcome> => {
  const worker = await registration();
  if (!worker) return "failed";
  // First of all: some browsers take no other question right after a press.
  if ((await Notification.requestPermission()) !== "granted") return "failed";
  const before = await worker.pushManager.getSubscription();
  const answer = await requestAsStaff("/push-key", {
    read: (json) => z.parse(pushKeySchema, json),
  });
  if (!answer.ok) return "failed";
  const subscription = await worker.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: answer.value.key,
  });
  const { endpoint, keys } = subscription.toJSON();
  const taken = await requestAsStaff(pathOf(site), {
    body: { ward, subscription: { endpoint, keys } },
    read: (json) => z.parse(pushSubscribedSchema, json),
  });
  const known = before ? readWards() : {};
  if (taken.ok) keepWards({ ...known, [site]: [...new Set([...(known[site] ?? []), ward])] });
  else if (!before) await subscription.unsubscribe();
  if (taken.ok) return "done";
  return taken.code === "TOO_MANY" ? "too-many" : "failed";
};

/** Ends the subscription of this browser. */
export const unsubscribeFromPush = async (site: string): Promise<PushOutcome> => {
  const worker = await registration();
  const subscription = await worker?.pushManager.getSubscription();
  if (!subscription) return "done";
  const { endpoint } = subscription;
  await requestAsStaff(pathOf(site), {
    method: "DELETE",
    body: { subscription: { endpoint } },
    read: (json) => z.parse(pushSubscribedSchema, json),
  });
  return (await endPush()) ? "done" : "failed";
};

/**
 * The same where nobody is signed in any more: the push service refuses the server from then on,
 * whatever the server knows of it. Whether this browser is told of nothing any more.
 */
export const endPush = async (): Promise<boolean> => {
  const subscription = await (await registration())?.pushManager.getSubscription();
  return subscription ? subscription.unsubscribe() : true;
};
