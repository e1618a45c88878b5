import {
  alertTypes,
  type PatientAlertMessage,
  pingMessageSchema,
  pongMessageSchema,
  subscribeMessageSchema,
} from "@throughline/shared/ward-api.ts";
import * as z from "zod/mini";

/** What one socket wants to hear: ward, or `*` for every ward → types of news, or null for all. */
export type Subscriptions = Map<string, ReadonlySet<string> | null>;

export const EVERY_WARD = "*";
/** More than any screen shows. */
const MAX_WARDS = 100;

type Subscribed = z.infer<typeof subscribeMessageSchema>["data"];

const clientMessageSchema = z.discriminatedUnion("type", [
  subscribeMessageSchema,
  pingMessageSchema,
  pongMessageSchema,
]);
export type ClientMessage = z.infer<typeof clientMessageSchema>;

/** What a client says; undefined for what is not understood. */
export const readMessage = (text: string): ClientMessage | undefined =>
  z.safeParse(clientMessageSchema, parseJson(text)).data;

/** Takes a subscription up: what holds now, or one sentence about why nothing changed. */
export const subscribe = (
  subscriptions: Subscriptions,
  message: ClientMessage | undefined,
): Subscribed | string => {
  if (message?.type !== "subscribe") {
    return 'Only { "type": "subscribe", "data": { "ward", "alert_types" } } and pings are understood.';
  }
  const { ward, alert_types: types } = message.data;
  const unknown = types.some((type) => !alertTypes.some((known) => known === type));
  if (unknown) return `alert_types may hold: ${alertTypes.join(", ")}.`;
  if (!subscriptions.has(ward) && subscriptions.size >= MAX_WARDS) {
    return `One socket may subscribe to ${MAX_WARDS} wards; * is all of them.`;
  }
  subscriptions.set(ward, types.length === 0 ? null : new Set(types));
  return { ward, alert_types: types };
};

/** Whether news of a ward (null: of all) is wanted. */
export const isWanted = (
  subscriptions: Subscriptions,
  ward: string | null,
  type: PatientAlertMessage["data"]["alert_type"],
): boolean => {
  const wants = (types: ReadonlySet<string> | null | undefined) =>
    types !== undefined && (types === null || types.has(type));
  if (ward === null) return [...subscriptions.values()].some(wants);
  return wants(subscriptions.get(ward)) || wants(subscriptions.get(EVERY_WARD));
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
