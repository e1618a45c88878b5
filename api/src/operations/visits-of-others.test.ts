import type { Event } from "@throughline/shared/event.ts";
import {
  type Entry,
  type EntryResult,
  type PushRequest,
  pushResponseSchema,
} from "@throughline/shared/journal.ts";
import { clinicDay } from "@throughline/shared/time.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SESSION_COOKIE } from "../staff-access.ts";
import { createPhone, relabel, uuid } from "../testing/phone.ts";
import { type AppUnderTest, startApp } from "../testing/start-app.ts";
import { createTablet } from "../testing/tablet.ts";

/** Several devices record one visit: it must stand on one day, and its scans are no tests. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const SITE = "main";
let sut: AppUnderTest;
beforeAll(async () => {
  sut = await startApp();
  await sut.addSite(SITE);
  await sut.addSite("berlin", { timeZone: "Europe/Berlin" });
});
afterAll(() => sut.close());

const push = async (
  instant: number,
  request: PushRequest,
  { site = SITE, headers = {} as Record<string, string> } = {},
) => {
  sut.clock.nowMs = instant;
  const path = `/api/v1/public/sites/${site}/scans`;
  const answer = await sut.anyone("POST", path, request, headers);
  expect(answer.status).toBe(200);
  return pushResponseSchema.parse(await answer.json());
};

const daysOf = async (visitId: string, around: number, site = SITE): Promise<string[]> => {
  const days = new Set<string>();
  for (let shift = -40; shift <= 3; shift++) {
    const day = clinicDay(around + shift * 24 * HOUR, site === SITE ? "UTC" : "Europe/Berlin");
    const { events } = await sut.store.events.readDay(site, day, { nowMs: 0, consistent: true });
    if (events.some((event) => event.visitId === visitId)) days.add(day);
  }
  return [...days];
};

const eventsOf = async (visitId: string, day: string): Promise<Event[]> => {
  const { events } = await sut.store.events.readDay(SITE, day, { nowMs: 0, consistent: true });
  return events.filter((event) => event.visitId === visitId);
};

let visits = 500;
/** A phone in a visit of its own. */
const phoneAt = (startedMs: number, visitDay: string, offsetMs = 0) =>
  createPhone({ visit: ++visits, visitDay, startedMs, offsetMs });

/** Pushes, and pushes again under the right day as every device does. */
const pushUntilStored = async (
  sentMs: number,
  { push: toRequest }: { push: (sentMs: number, entries: Entry[]) => PushRequest },
  entries: Entry[],
  site = SITE,
): Promise<EntryResult[]> => {
  const { results } = await push(sentMs, toRequest(sentMs, entries), { site });
  const corrected = entries.map((entry, index) => {
    const { code, visitDay } = results[index] as EntryResult;
    return code === "WRONG_DAY" ? relabel(entry, visitDay ?? "") : entry;
  });
  const again = await push(sentMs, toRequest(sentMs, corrected), { site });
  for (const { status } of again.results) expect(status).not.toBe("rejected");
  return results;
};

describe("one visit stays on one day", () => {
  const noon = Date.parse("2026-03-10T12:00:00.000Z");
  const late = Date.parse("2026-03-10T23:30:00.000Z");
  const wrongDay = "2026-03-09";
  const cases: {
    name: string;
    startedMs: number;
    seenMs: number;
    phoneDay: string;
    /** The phone's clock, ahead of the server's. */
    offsetMs?: number;
    days: { phoneFirst?: string; tabletFirst: string };
  }[] = [
    {
      name: "in the middle of a day",
      startedMs: noon,
      seenMs: noon + HOUR,
      phoneDay: "2026-03-10",
      days: { phoneFirst: "2026-03-10", tabletFirst: "2026-03-10" },
    },
    {
      name: "a scan soon after midnight",
      startedMs: late,
      seenMs: late + 35 * MINUTE,
      phoneDay: "2026-03-10",
      days: { phoneFirst: "2026-03-10", tabletFirst: "2026-03-10" },
    },
    {
      name: "a scan well after midnight",
      startedMs: late,
      seenMs: late + 9 * HOUR,
      phoneDay: "2026-03-10",
      days: { phoneFirst: "2026-03-10", tabletFirst: "2026-03-10" },
    },
    {
      name: "a phone whose clock is a little ahead of midnight",
      startedMs: late + 25 * MINUTE,
      seenMs: late + 27 * MINUTE,
      phoneDay: "2026-03-11",
      offsetMs: 6 * MINUTE,
      days: { phoneFirst: "2026-03-11", tabletFirst: "2026-03-11" },
    },
    {
      // Nobody knows better as long as the phone is silent; then everybody keeps to it.
      name: "a phone whose calendar is a day behind",
      startedMs: noon,
      seenMs: noon + HOUR,
      phoneDay: wrongDay,
      offsetMs: -24 * HOUR,
      days: { phoneFirst: "2026-03-10", tabletFirst: wrongDay },
    },
    {
      name: "a phone whose calendar is a day ahead",
      startedMs: noon,
      seenMs: noon + HOUR,
      phoneDay: "2026-03-11",
      offsetMs: 24 * HOUR,
      days: { phoneFirst: "2026-03-10", tabletFirst: "2026-03-10" },
    },
    {
      name: "a phone whose calendar is a month behind",
      startedMs: late,
      seenMs: late + 3 * HOUR,
      phoneDay: "2026-02-08",
      offsetMs: -30 * 24 * HOUR,
      // Its push first splits the visit: the tablet takes its own day, and finds nothing wrong with it.
      days: { tabletFirst: "2026-03-11" },
    },
  ];

  test.each(cases.filter(({ days }) => days.phoneFirst))(
    "$name, the phone's push first",
    async (given) => {
      const { startedMs, seenMs, phoneDay, offsetMs = 0, days } = given;
      const phone = phoneAt(startedMs, phoneDay, offsetMs);
      const tablet = createTablet();
      await pushUntilStored(startedMs, phone, [phone.scan(startedMs, "entrance")]);
      // The code was read before the phone learned its right day.
      await pushUntilStored(seenMs, tablet, [tablet.see(seenMs, phone.visitId, phoneDay)]);
      expect(await daysOf(phone.visitId, startedMs)).toEqual([days.phoneFirst]);
    },
  );

  test.each(cases)("$name, the tablet's push first", async (given) => {
    const { startedMs, seenMs, phoneDay, offsetMs = 0, days } = given;
    const phone = phoneAt(startedMs, phoneDay, offsetMs);
    const tablet = createTablet();
    await pushUntilStored(seenMs, tablet, [tablet.see(seenMs, phone.visitId, phoneDay)]);
    const backMs = seenMs + 20 * MINUTE;
    const scans = [phone.scan(startedMs, "entrance"), phone.scan(backMs, "check-out")];
    await pushUntilStored(backMs, phone, scans);
    expect(await daysOf(phone.visitId, startedMs)).toEqual([days.tabletFirst]);
  });

  test("whichever of the tablet's clocks is hours off, the code's day stands", async () => {
    for (const offsetMs of [-9 * HOUR, 9 * HOUR]) {
      const phone = phoneAt(noon, "2026-03-10");
      const tablet = createTablet({ offsetMs });
      const seenMs = noon + HOUR;
      const [result] = await pushUntilStored(seenMs, tablet, [
        tablet.see(seenMs, phone.visitId, "2026-03-10"),
      ]);
      expect(result?.status).toBe("stored");
      expect(await daysOf(phone.visitId, noon)).toEqual(["2026-03-10"]);
    }
  });

  test("the site's midnight counts, also on a day of 25 hours", async () => {
    // Berlin's 2026-10-25 ends at 23:00Z.
    const startedMs = Date.parse("2026-10-25T22:30:00.000Z");
    const phone = phoneAt(startedMs, "2026-10-25");
    const tablet = createTablet({ timeZone: "Europe/Berlin" });
    const seenMs = startedMs + 3 * HOUR;
    const [result] = await pushUntilStored(
      seenMs,
      tablet,
      [tablet.see(seenMs, phone.visitId, "2026-10-25")],
      "berlin",
    );
    expect(result?.status).toBe("stored");
    await pushUntilStored(seenMs, phone, [phone.scan(startedMs, "entrance")], "berlin");
    expect(await daysOf(phone.visitId, startedMs, "berlin")).toEqual(["2026-10-25"]);
  });

  test("a slip's scans take the day of each scan and are marked", async () => {
    const visitId = uuid(++visits);
    const tablet = createTablet();
    const after = late + HOUR;
    await pushUntilStored(after, tablet, [
      tablet.see(late, visitId, undefined),
      tablet.see(after, visitId, undefined, "vitals"),
    ]);
    expect(await daysOf(visitId, late)).toEqual(["2026-03-10", "2026-03-11"]);
    expect(await eventsOf(visitId, "2026-03-11")).toMatchObject([
      { station: "vitals", slip: true },
    ]);
  });

  test("a slip's scan by a tablet whose clock is hours off stands on the day that it was", async () => {
    const morning = Date.parse("2026-03-10T08:00:00.000Z");
    const visitId = uuid(++visits);
    const tablet = createTablet({ offsetMs: -9 * HOUR });
    await pushUntilStored(morning, tablet, [tablet.see(morning, visitId, undefined)]);
    expect(await daysOf(visitId, morning)).toEqual(["2026-03-10"]);
  });

  test("a phone that takes over a slip joins what stands there, though its calendar is wrong", async () => {
    const tablet = createTablet();
    const phone = phoneAt(noon + HOUR, "2026-03-12", 48 * HOUR);
    await pushUntilStored(noon, tablet, [tablet.see(noon, phone.visitId, undefined)]);
    await pushUntilStored(noon + HOUR, phone, [phone.scan(noon + HOUR, "vitals")]);
    expect(await daysOf(phone.visitId, noon)).toEqual(["2026-03-10"]);
  });
});

describe("a tablet's push", () => {
  const now = Date.parse("2026-04-10T12:00:00.000Z");
  let cookie: string;
  beforeAll(() => {
    sut.clock.nowMs = now;
    const session = sut.deps.staff.redeemLink(sut.deps.staff.issueLink().token);
    cookie = `${SESSION_COOKIE}=${session}`;
  });

  test("by a signed-in browser holds real scans, and its report is taken", async () => {
    const tablet = createTablet();
    const visitId = uuid(++visits);
    const request = tablet.push(now, [tablet.see(now, visitId, "2026-04-10")]);
    const answer = await push(now, request, { headers: { cookie } });
    expect(answer).toMatchObject({ tabletReported: true, results: [{ status: "stored" }] });
    const [event] = await eventsOf(visitId, "2026-04-10");
    expect(event).toMatchObject({ type: "scan", station: "lab" });
    expect(event).not.toHaveProperty("test");
  });

  test("by anybody holds real scans, and its report is not taken", async () => {
    const tablet = createTablet();
    const visitId = uuid(++visits);
    const request = tablet.push(now, [tablet.see(now, visitId, "2026-04-10")]);
    const answer = await push(now, request);
    expect(answer).toMatchObject({ tabletReported: false, results: [{ status: "stored" }] });
    expect((await eventsOf(visitId, "2026-04-10"))[0]).not.toHaveProperty("test");
  });

  test("may hold nothing but the report; a push without one may not", async () => {
    const request = createTablet().push(now, []);
    const answer = await push(now, request, { headers: { cookie } });
    expect(answer).toMatchObject({ tabletReported: true, results: [] });
    const { tablet: _tablet, ...rest } = request;
    const refused = await sut.anyone("POST", `/api/v1/public/sites/${SITE}/scans`, rest);
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({
      error: { code: "BAD_REQUEST", details: { field: "entries" } },
    });
  });

  test("without a tablet by a signed-in browser is a test, as before", async () => {
    const phone = phoneAt(now, "2026-04-10");
    await push(now, phone.push(now, [phone.scan(now, "lab")]), { headers: { cookie } });
    expect((await eventsOf(phone.visitId, "2026-04-10"))[0]).toMatchObject({ test: true });
  });
});
