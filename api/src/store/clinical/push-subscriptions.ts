import { createHash } from "node:crypto";
import type { ReadOptions, Table } from "../table.ts";
import { clinicalKeys, clinicalPrefixes } from "./keys.ts";

/** Where a browser takes Web Push messages, as its Push API says it, and for which wards. */
export interface PushSubscription {
  endpoint: string;
  keys: { p256dh: string; auth: string };
  /** Empty stands for "no ward". */
  wards: string[];
  createdAt: string;
}

export interface PushSubscriptionStore {
  /** Takes the place of an earlier one of the same endpoint. */
  put(site: string, subscription: PushSubscription): Promise<void>;
  list(site: string, options?: ReadOptions): Promise<PushSubscription[]>;
  remove(site: string, endpoint: string): Promise<void>;
}

export const createPushSubscriptionStore = (table: Table): PushSubscriptionStore => {
  const keyOf = (site: string, endpoint: string) =>
    clinicalKeys.push(site, createHash("sha256").update(endpoint).digest("hex"));
  return {
    async put(site, subscription) {
      await table.put({ ...keyOf(site, subscription.endpoint), ...subscription });
    },

    async list(site, options) {
      const range = { pk: clinicalKeys.sitePartition(site), prefix: clinicalPrefixes.push };
      const subscriptions: PushSubscription[] = [];
      for await (const page of table.pages(range, options)) {
        for (const { pk: _pk, sk: _sk, ...subscription } of page) {
          subscriptions.push(subscription as unknown as PushSubscription);
        }
      }
      return subscriptions;
    },

    remove: (site, endpoint) => table.remove(keyOf(site, endpoint)),
  };
};
