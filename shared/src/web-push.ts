import * as z from "zod/mini";
import { codeSchema } from "./station.ts";

/** Notifications to installed tablets by Web Push. Nothing personal is in them. */

/**
 * The address of a push service: HTTPS, by a public name, at the usual port. The server sends to it
 * whatever browser named it, so that it must not be led into its own network.
 */
const PUSH_SERVICE =
  /^https:\/\/([a-z\d][a-z\d-]*\.)+(?!(localhost|local|internal|lan|arpa)\/)[a-z][a-z\d-]*\//i;

/** As `PushSubscription.toJSON()` gives it. */
export const pushSubscriptionSchema = z.object({
  endpoint: z
    .string()
    .check(z.maxLength(2_000), z.regex(PUSH_SERVICE, "the https address of a push service")),
  keys: z.object({
    /** An uncompressed point on P-256: 65 bytes, base64url. */
    p256dh: z.string().check(z.regex(/^B[\w-]{86}=?$/, "a public key")),
    /** 16 bytes, base64url. */
    auth: z.string().check(z.regex(/^[\w-]{22}={0,2}$/, "a secret of 16 bytes")),
  }),
});
export type WebPushSubscription = z.infer<typeof pushSubscriptionSchema>;

export const putPushSubscriptionSchema = z.object({
  /** `-` for no ward. */
  ward: z.string().check(z.minLength(1), z.maxLength(128)),
  subscription: pushSubscriptionSchema,
});
export const removePushSubscriptionSchema = z.object({
  subscription: z.pick(pushSubscriptionSchema, { endpoint: true }),
});
export const pushSubscribedSchema = z.object({ subscribed: z.boolean() });

/** `applicationServerKey` for subscribing. */
export const pushKeySchema = z.object({ key: z.string() });

/** What a tablet is sent: how many beds of a ward have become overdue. */
export const pushPayloadSchema = z.object({
  site: codeSchema,
  ward: z.string(),
  count: z.int(),
});
export type PushPayload = z.infer<typeof pushPayloadSchema>;
