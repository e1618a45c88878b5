import type { Store } from "../../../api/src/store/create-store.ts";
import { type Code, productCode } from "../code.ts";
import type { Variants } from "./variants.ts";

type EventStore = Store["events"];

const withStore =
  (change: (store: Store) => Partial<Store>): (() => Code) =>
  () => ({ ...productCode, store: (store) => ({ ...store, ...change(store) }) });

const withPut = (change: (put: EventStore["put"], store: Store) => EventStore["put"]) =>
  withStore((store) => ({ events: { ...store.events, put: change(store.events.put, store) } }));

/** Faults in what the server stores and when. */
export const variantsOfTheServer: Variants = {
  "a key that includes the time of receipt": withPut(
    (put) => (site, day, event, expiresAt) =>
      put(site, day, { ...event, id: `${event.id}@${event.receivedAt}` }, expiresAt),
  ),

  "the last write wins": () => ({
    ...productCode,
    input: (command, input) => {
      if (command !== "PutItemCommand") return input;
      const { ConditionExpression, ...rest } = input as { ConditionExpression?: string };
      return ConditionExpression === "attribute_not_exists(pk)" ? (rest as typeof input) : input;
    },
  }),

  "a late event without a new generation": withStore(({ generations }) => ({
    generations: { ...generations, raise: async () => 0 },
  })),

  "a generation raised before the event": withStore(({ events, generations }) => ({
    events: {
      ...events,
      put: async (site, day, event, expiresAt) => {
        // Long enough before it for somebody to read in between.
        await generations.raise(site, day);
        for (let read = 0; read < 4; read++) await events.hasVisit(site, day, event.visitId);
        return events.put(site, day, event, expiresAt);
      },
    },
    generations: { ...generations, raise: async () => 0 },
  })),

  "`WRONG_DAY` without a look at what stands already": withStore(({ events }) => ({
    events: { ...events, hasVisit: async () => false },
  })),

  "the device's time taken as it is": withPut(
    (put) => (site, day, event, expiresAt) =>
      put(site, day, { ...event, at: event.deviceAt }, expiresAt),
  ),

  "the receipt taken as the time": withPut(
    (put) => (site, day, event, expiresAt) =>
      put(site, day, { ...event, at: event.receivedAt }, expiresAt),
  ),

  "a write answered before it is made": withPut((put) => async (site, day, event, expiresAt) => {
    void put(site, day, event, expiresAt).catch(() => {});
    return "stored";
  }),
};
