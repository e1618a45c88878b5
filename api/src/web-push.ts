import { createHash } from "node:crypto";
import { buildPushPayload } from "@block65/webcrypto-web-push";
import type { PushPayload } from "@throughline/shared/web-push.ts";
import { mapConcurrently } from "./concurrency.ts";
import type { Deps } from "./deps.ts";
import { describeError } from "./log.ts";
import type { Push } from "./outlets.ts";
import type { PushSubscription } from "./store/clinical/push-subscriptions.ts";

const SENDS_AT_A_TIME = 32;
/** For a whole ward: where no push service can be reached, the monitor waits no longer than this. */
const TIMEOUT_MS = 10_000;
/** So long a push service keeps a message for a tablet that it cannot reach. */
const TTL_SECONDS = 4 * 3_600;
/** The answers of a push service for a subscription that is no more. */
const GONE = [404, 410];

/** What signs messages, and what browsers subscribe with: raw P-256 keys, base64url (RFC 8292). */
export interface PushKeys {
  publicKey: string;
  privateKey: string;
}

/** Web Push by VAPID. `subject` is an address by which push services may reach who sends. */
export const createWebPush = ({
  store,
  log,
  keys,
  subject,
  fetch,
  timeoutMs = TIMEOUT_MS,
}: Pick<Deps, "store" | "log"> & {
  keys: PushKeys;
  subject: () => string;
  fetch: typeof globalThis.fetch;
  timeoutMs?: number;
}): Push => {
  const send = async (
    site: string,
    to: PushSubscription,
    payload: PushPayload,
    signal: AbortSignal,
  ) => {
    signal.throwIfAborted();
    const { method, headers, body } = await buildPushPayload(
      {
        data: { ...payload },
        options: { ttl: TTL_SECONDS, urgency: "high", topic: topicOf(payload) },
      },
      { endpoint: to.endpoint, keys: to.keys, expirationTime: null },
      { subject: subject(), ...keys },
    );
    const answer = await fetch(to.endpoint, { method, headers, body, redirect: "manual", signal });
    await answer.body?.cancel();
    if (GONE.includes(answer.status))
      await store.clinical.pushSubscriptions.remove(site, to.endpoint);
    else if (!answer.ok) log("outlet-failed", { site, status: answer.status });
  };
  return {
    publicKey: keys.publicKey,
    async send(site, ward, count) {
      const subscriptions = await store.clinical.pushSubscriptions.list(site);
      const signal = AbortSignal.timeout(timeoutMs);
      await mapConcurrently(
        subscriptions.filter(({ wards }) => wards.includes(ward)),
        SENDS_AT_A_TIME,
        // One push service that is away takes nothing from the others.
        (to) =>
          send(site, to, { site, ward, count }, signal).catch((error) =>
            log("outlet-failed", { site, ...describeError(error) }),
          ),
      );
    },
  };
};

/** A later message of a ward takes the place of one that still waits (RFC 8030, section 5.4). */
const topicOf = ({ site, ward }: PushPayload) =>
  createHash("sha256")
    .update(JSON.stringify([site, ward]))
    .digest("base64url")
    .slice(0, 32);
