import {
  type pushKeySchema,
  type pushSubscribedSchema,
  putPushSubscriptionSchema,
  removePushSubscriptionSchema,
} from "@throughline/shared/web-push.ts";
import { Hono } from "hono";
import type * as z from "zod/mini";
import type { Deps } from "../deps.ts";
import { requireSettings } from "../operations/site-settings.ts";
import { subscribeToPush } from "../operations/ward/subscribe-to-push.ts";
import { limitBody, parse, readJson, sendJson } from "./json.ts";
import { siteOf } from "./queries.ts";

type Subscribed = z.infer<typeof pushSubscribedSchema>;

/** Which tablets are told of a ward while they sleep. */
export const createPushRoutes = (deps: Deps) => {
  const routes = new Hono();

  routes.get("/push-key", (c) =>
    sendJson(c, { key: deps.push.publicKey } satisfies z.infer<typeof pushKeySchema>),
  );

  routes.post("/push-subscriptions", limitBody, async (c) => {
    const { ward, subscription } = parse(putPushSubscriptionSchema, await readJson(c));
    await subscribeToPush(deps, siteOf(c), ward, subscription);
    return sendJson(c, { subscribed: true } satisfies Subscribed);
  });

  routes.delete("/push-subscriptions", limitBody, async (c) => {
    const site = siteOf(c);
    const { subscription } = parse(removePushSubscriptionSchema, await readJson(c));
    await requireSettings(deps.store, site);
    await deps.store.clinical.pushSubscriptions.remove(site, subscription.endpoint);
    return sendJson(c, { subscribed: false } satisfies Subscribed);
  });

  return routes;
};
