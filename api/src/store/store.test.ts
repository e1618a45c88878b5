import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { AppError } from "@throughline/shared/errors.ts";
import type { Event } from "@throughline/shared/event.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { everyDatabase } from "../testing/every-database.ts";
import { iso, uuid } from "../testing/phone.ts";
import { TABLES as tables } from "../testing/start-database.ts";
import { createStore, type Store } from "./create-store.ts";
import { createTables } from "./create-tables.ts";
import { asFailure } from "./failures.ts";
import { keys } from "./keys.ts";
import { openTable } from "./table.ts";

const clock = { nowMs: 0 };
const scan = (visit: number, seq: number): Event => ({
  type: "scan",
  id: uuid(seq, visit),
  visitId: uuid(visit),
  station: "lab",
  at: iso(seq * 1_000),
  deviceAt: iso(seq * 1_000),
  receivedAt: iso(seq * 1_000),
  seq,
  uncertaintyMs: 0,
});

describe.each(everyDatabase)("on %s", (_name, start) => {
  let client: DynamoDBClient;
  let close: () => Promise<void>;
  let store: Store;

  beforeAll(async () => {
    ({ client, close } = await start());
    await createTables(client, tables);
    store = createStore({ client, tables, now: () => clock.nowMs });
  });
  afterAll(() => close());

  test("tables are made once and found again", async () => {
    await createTables(client, tables);
    expect(await store.events.put("again", "2026-03-10", scan(1, 1), undefined)).toBe("stored");
  });

  describe("events", () => {
    test("come back as they were put, and the first write wins", async () => {
      const event: Event = { ...scan(1, 1), timeUnknown: true, test: true };
      expect(await store.events.put("one", "2026-03-10", event, 5)).toBe("stored");
      const other = { ...event, station: "imr" };
      expect(await store.events.put("one", "2026-03-10", other, 5)).toBe("duplicate");
      const read = await store.events.readDay("one", "2026-03-10", { nowMs: 0, consistent: true });
      expect(read).toEqual({ events: [event], firstExpiry: 5 });
    });

    test("of 50 simultaneous puts of one event, one is stored", async () => {
      const outcomes = await Promise.all(
        Array.from({ length: 50 }, () =>
          store.events.put("race", "2026-03-10", scan(1, 1), undefined),
        ),
      );
      expect(outcomes.filter((outcome) => outcome === "stored")).toHaveLength(1);
    });

    test("of a day beyond one page of 1 MB are all read, and only that day's", async () => {
      const table = openTable(client, "flow");
      const filler = "x".repeat(100_000);
      for (let visit = 0; visit < 25; visit++) {
        const { id, visitId, ...event } = scan(visit, 1);
        await table.put({ ...keys.event("big", "2026-03-10", visitId, id), ...event, filler });
      }
      await store.events.put("big", "2026-03-11", scan(99, 1), undefined);
      await store.generations.raise("big", "2026-03-10");
      let pages = 0;
      for await (const _ of table.pages({ pk: keys.dayPartition("big", "2026-03-10") })) pages++;
      expect(pages).toBeGreaterThan(1);
      const { events } = await store.events.readDay("big", "2026-03-10", { nowMs: 0 });
      expect(events).toHaveLength(25);
    });

    test("of a visit are found under their day, and no other visit's", async () => {
      await store.events.put("visits", "2026-03-10", scan(0x1234, 1), undefined);
      const has = (day: string, visit: string) => store.events.hasVisit("visits", day, visit);
      expect(await has("2026-03-10", uuid(0x1234))).toBe(true);
      expect(await has("2026-03-11", uuid(0x1234))).toBe(false);
      expect(await has("2026-03-10", uuid(0x1235))).toBe(false);
      expect(await has("2026-03-10", uuid(0x1234).slice(0, -1))).toBe(false);
    });
  });

  describe("generations", () => {
    test("begin at 0, go up one by one, also at the same time, and are read by the hundred", async () => {
      const day = (index: number) => iso(index * 86_400_000).slice(0, 10);
      const days = Array.from({ length: 205 }, (_, index) => day(index));
      await Promise.all(
        Array.from({ length: 20 }, () => store.generations.raise("generations", day(150))),
      );
      const generations = await store.generations.readMany("generations", days);
      expect(generations.size).toBe(205);
      expect([generations.get(day(150)), generations.get(day(151))]).toEqual([20, 0]);
      expect(await store.generations.read("generations", day(150), { consistent: true })).toBe(20);
    });
  });

  describe("settings", () => {
    test("saved by another process are seen within 10 s, and at once when read afresh", async () => {
      const other = createStore({ client, tables, now: () => clock.nowMs });
      const settings = { name: "One" } as never;
      await store.settings.save("aged", 0, settings);
      expect((await store.settings.read("aged"))?.name).toBe("One");
      await other.settings.save("aged", 1, { name: "Two" } as never);
      clock.nowMs += 9_999;
      expect((await store.settings.read("aged"))?.name).toBe("One");
      expect((await store.settings.readFresh("aged"))?.name).toBe("Two");
      clock.nowMs += 1;
      expect((await store.settings.read("aged"))?.name).toBe("Two");
    });

    test("of a site that another process just made are seen at once", async () => {
      expect(await store.settings.read("new")).toBeNull();
      const other = createStore({ client, tables, now: () => clock.nowMs });
      await other.settings.save("new", 0, { name: "New" } as never);
      expect((await store.settings.read("new"))?.name).toBe("New");
    });
  });

  test("the last day of long visits only ever moves forward, whoever marks it", async () => {
    const other = createStore({ client, tables, now: () => clock.nowMs });
    const long = async () => (await store.siteMarks.read("long")).longVisits;
    await store.longVisits.mark("long", "2026-03-02", "2026-03-05");
    await other.longVisits.mark("long", "2026-03-02", "2026-03-04");
    await other.longVisits.mark("long", "2026-03-01", "2026-03-04");
    expect(await long()).toEqual([
      { day: "2026-03-01", lastDay: "2026-03-04" },
      { day: "2026-03-02", lastDay: "2026-03-05" },
    ]);
    await other.longVisits.mark("long", "2026-03-01", "2026-03-06");
    expect((await long())[0]).toEqual({ day: "2026-03-01", lastDay: "2026-03-06" });
  });

  test("writing to a table that is missing is a bug, not a lost write", async () => {
    const lost = createStore({
      client,
      tables: { flow: "nowhere", clinical: "nowhere" },
      now: () => 0,
    });
    const put = lost.events.put("one", "2026-03-10", scan(1, 1), undefined);
    await expect(put).rejects.toThrow();
  });
});

describe("keys", () => {
  test("keep ids apart whatever is in them", () => {
    expect(keys.event("a#DAY#b", "c", "d", "e").pk).toBe("SITE#a%23DAY%23b#DAY#c");
    expect(keys.event("s", "d", "a", "b#c").sk).not.toBe(keys.event("s", "d", "a#b", "c").sk);
  });

  test("of one visit never begin as another's do", () => {
    expect(keys.event("s", "d", "ab", "c").sk.startsWith(keys.visitPrefix("a"))).toBe(false);
  });
});

describe("a failure", () => {
  const named = (name: string, extra: object = {}) =>
    Object.assign(new Error("SECRET"), { name }, extra);

  test.each([
    ["throttling", named("ThrottlingException")],
    ["too little capacity", named("ProvisionedThroughputExceededException")],
    ["a disk that is full, as the embedded store says it", named("ServiceUnavailable")],
    ["no connection", named("Error", { code: "ECONNREFUSED" })],
  ])("that passes is UNAVAILABLE: %s", (_, error) => {
    const failure = asFailure(error) as AppError;
    expect(failure).toBeInstanceOf(AppError);
    expect([failure.code, failure.retryAfterSeconds]).toEqual(["UNAVAILABLE", 2]);
    expect(failure.cause).toBe(error);
    expect(failure.message).not.toContain("SECRET");
  });

  test("of ours stays what it is", () => {
    const error = named("ValidationException");
    expect(asFailure(error)).toBe(error);
  });
});
