import type { Event } from "@throughline/shared/event.ts";
import { type Entry, type EntryResult, pushResponseSchema } from "@throughline/shared/journal.ts";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createPhone, iso, relabel, uuid } from "../testing/phone.ts";
import { type AppUnderTest, startApp } from "../testing/start-app.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
let sut: AppUnderTest;
beforeAll(async () => {
  sut = await startApp();
  await sut.addSite("main");
  await sut.addSite("berlin", { timeZone: "Europe/Berlin" });
});
afterAll(() => sut.close());

type Phone = ReturnType<typeof createPhone>;

/** Pushes at an instant of the server's clock, which then stands there. */
const pushAt = async (
  instant: string | number,
  phone: Phone,
  entries: Entry[],
  site = "main",
): Promise<EntryResult[]> => {
  sut.clock.nowMs = typeof instant === "number" ? instant : Date.parse(instant);
  const answer = await sut.anyone(
    "POST",
    `/api/v1/public/sites/${site}/scans`,
    phone.push(sut.clock.nowMs, entries),
  );
  expect(answer.status).toBe(200);
  return pushResponseSchema.parse(await answer.json()).results;
};

const storedOn = async (day: string, visitId: string, site = "main"): Promise<Event[]> => {
  const { events } = await sut.store.events.readDay(site, day, { nowMs: 0, consistent: true });
  return events.filter((event) => event.visitId === visitId);
};

let visits = 100;
const phoneAt = (instant: string, visitDay: string, offsetMs = 0) =>
  createPhone({ visit: ++visits, visitDay, startedMs: Date.parse(instant), offsetMs });

describe("what is stored", () => {
  test("an event holds the corrected time, the device's stamp and what was sent", async () => {
    const start = Date.parse("2026-03-10T08:00:00.000Z");
    const phone = phoneAt(iso(start), "2026-03-10", 2 * HOUR);
    const entry = phone.scan(start, "Check-In");
    await pushAt(start + 30 * MINUTE, phone, [entry]);
    expect(await storedOn("2026-03-10", phone.visitId)).toEqual([
      {
        id: entry.id,
        visitId: phone.visitId,
        type: "scan",
        station: "check-in",
        at: "2026-03-10T08:00:00.000Z",
        deviceAt: "2026-03-10T10:00:00.000Z",
        receivedAt: "2026-03-10T08:30:00.000Z",
        seq: 1,
        // The time-out of a request, and what half an hour may drift.
        uncertaintyMs: 15_180,
      },
    ]);
  });

  test("void, reason and end of a visit that the server never saw are stored", async () => {
    const start = Date.parse("2026-03-10T08:00:00.000Z");
    const phone = phoneAt(iso(start), "2026-03-10");
    const results = await pushAt(start + MINUTE, phone, [
      phone.void(start, uuid(1, 1)),
      phone.reason(start, "follow-up"),
      phone.end(start),
    ]);
    expect(results.map(({ status }) => status)).toEqual(["stored", "stored", "stored"]);
    const events = await storedOn("2026-03-10", phone.visitId);
    expect(events.map(({ type }) => type).sort()).toEqual(["end", "reason", "void"]);
  });

  test("a scan at a retired station still counts", async () => {
    const { version, ...settings } = (await sut.store.settings.readFresh("main")) ?? {
      version: 0,
      stations: [],
    };
    const stations = settings.stations.map((station) =>
      station.code === "imr" ? { ...station, retired: true } : station,
    );
    await sut.staff("PUT", "/api/v1/sites/main/settings", {
      version,
      settings: { ...settings, stations },
    });
    const start = Date.parse("2026-03-10T08:00:00.000Z");
    const phone = phoneAt(iso(start), "2026-03-10");
    const [result] = await pushAt(start, phone, [phone.scan(start, "imr")]);
    expect(result?.status).toBe("stored");
  });

  test("an age beyond 30 days is stored at its receipt, marked", async () => {
    const start = Date.parse("2026-03-10T08:00:00.000Z");
    const phone = phoneAt(iso(start - 31 * 24 * HOUR), "2026-03-10");
    const entry = phone.scan(start - 31 * 24 * HOUR, "lab");
    await pushAt(start, phone, [entry]);
    const [event] = await storedOn("2026-03-10", phone.visitId);
    expect(event).toMatchObject({ at: iso(start), timeUnknown: true, deviceAt: entry.deviceAt });
  });

  test("two entries with one id in one push: the first is stored, the second a duplicate", async () => {
    const start = Date.parse("2026-03-10T08:00:00.000Z");
    const phone = phoneAt(iso(start), "2026-03-10");
    const entry = phone.scan(start, "lab");
    const results = await pushAt(start, phone, [entry, entry]);
    expect(results.map(({ status }) => status)).toEqual(["stored", "duplicate"]);
  });
});

describe("the day", () => {
  test("a wrong day is answered with the right one, and nothing is stored", async () => {
    const start = "2026-03-10T12:00:00.000Z";
    const phone = phoneAt(start, "2026-03-12");
    const entry = phone.scan(Date.parse(start), "lab");
    expect(await pushAt(start, phone, [entry])).toEqual([
      { id: entry.id, status: "rejected", code: "WRONG_DAY", visitDay: "2026-03-10" },
    ]);
    expect(await storedOn("2026-03-12", phone.visitId)).toEqual([]);
    const [again] = await pushAt(start, phone, [relabel(entry, "2026-03-10")]);
    expect(again?.status).toBe("stored");
  });

  test("a retry lands where the first attempt did, however late it comes", async () => {
    // 5 minutes before midnight by a phone that takes it for 5 minutes after.
    const start = Date.parse("2026-03-10T23:55:00.000Z");
    const phone = phoneAt(iso(start), "2026-03-11");
    const first = phone.scan(start, "lab");
    expect((await pushAt(start, phone, [first]))[0]?.status).toBe("stored");
    // The phone's clock is set back a day before the retry and the visit's next scan.
    const setBack = { deviceAt: iso(start - 24 * HOUR), bootId: "another document" };
    const later = { ...first, ...setBack } as Entry;
    const next = { ...phone.scan(start, "imr"), ...setBack } as Entry;
    const results = await pushAt(start + HOUR, phone, [later, next]);
    expect(results.map(({ status }) => status)).toEqual(["duplicate", "stored"]);
    expect(await storedOn("2026-03-11", phone.visitId)).toHaveLength(2);
    expect(await storedOn("2026-03-10", phone.visitId)).toHaveLength(0);
  });

  test("a visit over midnight stays on the day that it began", async () => {
    const start = Date.parse("2026-03-10T23:30:00.000Z");
    const phone = phoneAt(iso(start), "2026-03-10");
    await pushAt(start, phone, [phone.scan(start, "entrance")]);
    const after = start + 2 * HOUR;
    const [result] = await pushAt(after, phone, [phone.scan(after, "lab")]);
    expect(result?.status).toBe("stored");
    expect(await storedOn("2026-03-10", phone.visitId)).toHaveLength(2);
  });

  test("all entries of a visit in a push get one answer about their day", async () => {
    // A dead clock that was set while the visit went on: the two stamps are 56 years apart.
    const start = Date.parse("2026-03-10T09:00:00.000Z");
    const phone = createPhone({ visit: ++visits, visitDay: "1970-01-01", startedMs: 0 });
    const before = phone.scan(MINUTE, "entrance");
    const after = phone.scan(start, "lab");
    const wrong = await pushAt(start + MINUTE, phone, [after, before]);
    expect(wrong.map(({ visitDay }) => visitDay)).toEqual(["2026-03-10", "2026-03-10"]);
    const relabelled = [after, before].map((entry) => relabel(entry, "2026-03-10"));
    const right = await pushAt(start + MINUTE, phone, relabelled);
    expect(right.map(({ status }) => status)).toEqual(["stored", "stored"]);
  });

  test("a visit's most uncertain entry decides for all that come with it", async () => {
    // 10 minutes and 30 seconds after midnight: beyond what clocks that agree leave open.
    const start = Date.parse("2026-03-11T00:10:30.000Z");
    const alone = phoneAt(iso(start), "2026-03-10");
    const first = await pushAt(start + 2 * MINUTE, alone, [
      { ...alone.scan(start, "entrance"), bootId: "another document" },
    ]);
    expect(first[0]).toMatchObject({ code: "WRONG_DAY", visitDay: "2026-03-11" });
    const phone = phoneAt(iso(start), "2026-03-10");
    const certain = { ...phone.scan(start, "entrance"), bootId: "another document" };
    // The phone slept for a minute: its two clocks disagree by as much.
    const uncertain = { ...phone.scan(start, "lab"), monotonicMs: MINUTE };
    const both = await pushAt(start + 2 * MINUTE, phone, [certain, uncertain]);
    expect(both.map(({ status }) => status)).toEqual(["stored", "stored"]);
  });

  test("is one, whichever of two requests under way at the same time is judged first", async () => {
    // The phone's clock is hours behind, and the phone slept: only its own page knows of the sleep.
    const start = Date.parse("2026-03-11T00:22:00.000Z");
    const phone = phoneAt(iso(start), "2026-03-10", -5 * HOUR);
    const entry = phone.scan(start, "lab");
    const sentMs = start + 40 * MINUTE;
    sut.clock.nowMs = sentMs;
    const send = async (clock: { bootId?: string; monotonicMs?: number }, sent: Entry) => {
      const request = { ...phone.push(sentMs, [sent]), ...clock };
      const answer = await sut.anyone("POST", "/api/v1/public/sites/main/scans", request);
      return pushResponseSchema.parse(await answer.json()).results[0];
    };
    const [fromOther, fromOwn] = [{ bootId: "another page" }, { monotonicMs: 2 * MINUTE }];
    expect(await send(fromOther, entry)).toMatchObject({ visitDay: "2026-03-11" });
    expect(await send(fromOwn, entry)).toMatchObject({ visitDay: "2026-03-11" });
    expect(await send(fromOther, relabel(entry, "2026-03-11"))).toMatchObject({ status: "stored" });
    expect(await storedOn("2026-03-10", phone.visitId)).toEqual([]);
    expect(await storedOn("2026-03-11", phone.visitId)).toHaveLength(1);
  });

  test("an unknown station is said at once, whatever the day", async () => {
    const start = "2026-03-10T12:00:00.000Z";
    const phone = phoneAt(start, "2026-05-01");
    const entry = phone.scan(Date.parse(start), "nowhere");
    const [result] = await pushAt(start, phone, [entry]);
    expect(result).toEqual({ id: entry.id, status: "rejected", code: "UNKNOWN_STATION" });
  });

  test("is the site's day, not UTC's", async () => {
    // 23:30 in Berlin.
    const start = "2026-03-10T22:30:00.000Z";
    const phone = phoneAt(start, "2026-03-11");
    const entry = phone.scan(Date.parse(start), "lab");
    const [wrong] = await pushAt(start, phone, [entry], "berlin");
    expect(wrong?.visitDay).toBe("2026-03-10");
    const evening = phoneAt("2026-03-10T23:30:00.000Z", "2026-03-11");
    const scan = evening.scan(Date.parse("2026-03-10T23:30:00.000Z"), "lab");
    const [right] = await pushAt("2026-03-10T23:30:00.000Z", evening, [scan], "berlin");
    expect(right?.status).toBe("stored");
  });
});

describe("replay", () => {
  test("any split, order and repetition of the same entries stores the same events", async () => {
    const start = Date.parse("2026-03-10T09:00:00.000Z");
    const stations = ["entrance", "check-in", "vitals", "lab", "check-out"];
    const plan = fc.record({
      count: fc.integer({ min: 1, max: 8 }),
      pushes: fc.array(fc.array(fc.nat(7), { minLength: 1, maxLength: 8 }), { maxLength: 5 }),
    });
    await fc.assert(
      fc.asyncProperty(plan, async ({ count, pushes }) => {
        const phone = phoneAt(iso(start), "2026-03-10");
        const entries = Array.from({ length: count }, (_, index) =>
          phone.scan(start + index * MINUTE, stations[index % stations.length] as string),
        );
        let stored = 0;
        // Between pushes the clock goes on; the last one sends everything.
        const all = [...pushes.map((picks) => picks.map((pick) => entries[pick % count])), entries];
        for (const [index, batch] of all.entries()) {
          const results = await pushAt(start + HOUR + index * 2 * MINUTE, phone, batch as Entry[]);
          stored += results.filter(({ status }) => status === "stored").length;
        }
        const events = await storedOn("2026-03-10", phone.visitId);
        expect(stored).toBe(count);
        expect(
          events.map(({ id, at, deviceAt, seq }) => ({ id, at, deviceAt, seq })).sort(bySeq),
        ).toEqual(entries.map(({ id, deviceAt, seq }) => ({ id, at: deviceAt, deviceAt, seq })));
      }),
      { numRuns: 40 },
    );
  });
});

const bySeq = (left: { seq: number }, right: { seq: number }) => left.seq - right.seq;
