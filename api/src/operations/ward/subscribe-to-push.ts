import { AppError } from "@throughline/shared/errors.ts";
import type { WebPushSubscription } from "@throughline/shared/web-push.ts";
import type { OperationDeps } from "../../deps.ts";
import { requireSettings } from "../site-settings.ts";

/** More devices than a ward has tablets; each is sent every push of the ward. */
export const MOST_DEVICES_A_WARD = 100;

/**
 * Tells a browser from now on of a ward (as `wardKey` has it) too. Throws `UNKNOWN_SITE`, or
 * `TOO_MANY` where as many are told of the ward already: none of them is dropped, for it would fall
 * silent without anybody's knowing. Those that are no more go with the next push.
 */
export const subscribeToPush = async (
  { store, now }: Pick<OperationDeps, "store" | "now">,
  site: string,
  ward: string,
  { endpoint, keys }: WebPushSubscription,
): Promise<void> => {
  await requireSettings(store, site);
  const { pushSubscriptions } = store.clinical;
  const all = await pushSubscriptions.list(site, { consistent: true });
  const known = all.find((one) => one.endpoint === endpoint);
  const others = all.filter((one) => one !== known && one.wards.includes(ward));
  if (others.length >= MOST_DEVICES_A_WARD) {
    throw new AppError("TOO_MANY", { details: { max: MOST_DEVICES_A_WARD } });
  }
  await pushSubscriptions.put(site, {
    endpoint,
    keys,
    wards: [...new Set([...(known?.wards ?? []), ward])],
    createdAt: known?.createdAt ?? new Date(now()).toISOString(),
  });
};
