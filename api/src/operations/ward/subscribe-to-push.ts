import type { WebPushSubscription } from "@throughline/shared/web-push.ts";
import type { OperationDeps } from "../../deps.ts";
import { requireSettings } from "../site-settings.ts";

/** Tells a browser from now on of a ward (as `wardKey` has it) too. Throws `UNKNOWN_SITE`. */
export const subscribeToPush = async (
  { store, now }: Pick<OperationDeps, "store" | "now">,
  site: string,
  ward: string,
  { endpoint, keys }: WebPushSubscription,
): Promise<void> => {
  await requireSettings(store, site);
  const { pushSubscriptions } = store.clinical;
  const known = (await pushSubscriptions.list(site)).find((one) => one.endpoint === endpoint);
  await pushSubscriptions.put(site, {
    endpoint,
    keys,
    wards: [...new Set([...(known?.wards ?? []), ward])],
    createdAt: known?.createdAt ?? new Date(now()).toISOString(),
  });
};
