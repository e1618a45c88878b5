import { pushKeySchema, pushSubscribedSchema } from "@throughline/shared/web-push.ts";
import * as z from "zod/mini";
import { requestAsStaff } from "../session.ts";

/** Web Push for an installed tablet: it is told while it sleeps that beds of a ward are overdue. */

const pathOf = (site: string) => `/push-subscriptions?site=${encodeURIComponent(site)}`;

const registration = (): Promise<ServiceWorkerRegistration | undefined> | undefined =>
  "serviceWorker" in navigator && "PushManager" in globalThis
    ? navigator.serviceWorker.getRegistration("/staff/")
    : undefined;

/** Whether this browser is subscribed; undefined where it cannot be. */
export const readPushState = async (): Promise<boolean | undefined> => {
  const worker = await registration();
  return worker && (await worker.pushManager.getSubscription()) !== null;
};

/** Subscribes this browser to a ward. Whether the server took it. */
export const subscribeToPush = async (site: string, ward: string): Promise<boolean> => {
  const worker = await registration();
  if (!worker) return false;
  const answer = await requestAsStaff("/push-key", {
    read: (json) => z.parse(pushKeySchema, json),
  });
  if (!answer.ok) return false;
  const subscription = await worker.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: answer.value.key,
  });
  const { endpoint, keys } = subscription.toJSON();
  const taken = await requestAsStaff(pathOf(site), {
    body: { ward, subscription: { endpoint, keys } },
    read: (json) => z.parse(pushSubscribedSchema, json),
  });
  if (!taken.ok) await subscription.unsubscribe();
  return taken.ok;
};

/** Ends the subscription of this browser. Whether it has none any more. */
export const unsubscribeFromPush = async (site: string): Promise<boolean> => {
  const worker = await registration();
  const subscription = await worker?.pushManager.getSubscription();
  if (!subscription) return true;
  const { endpoint } = subscription;
  await requestAsStaff(pathOf(site), {
    method: "DELETE",
    body: { subscription: { endpoint } },
    read: (json) => z.parse(pushSubscribedSchema, json),
  });
  // The push service refuses the server from then on, whatever the server knows of it.
  return subscription.unsubscribe();
};
