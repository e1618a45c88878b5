import { tabletsResponseSchema } from "@throughline/shared/api.ts";
import { type FlowDay, flowDaySchema, flowRangeSchema } from "@throughline/shared/figures.ts";
import { type PushRequest, pushResponseSchema } from "@throughline/shared/journal.ts";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { SESSION_COOKIE } from "../staff-access.ts";
import { createStore } from "../store/create-store.ts";
import { createPhone, relabel, uuid } from "../testing/phone.ts";
import { type AppUnderTest, startApp } from "../testing/start-app.ts";
import { createTablet } from "../testing/tablet.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = "2026-03-10";
const NOON = Date.parse("2026-03-10T12:00:00.000Z");
/** The day's end, the limit of 12 hours, and 5 minutes. */
const CLOSED = Date.parse("2026-03-11T12:05:00.000Z");

let sut: AppUnderTest;
beforeEach(async () => {
  sut = await startApp({ nowMs: NOON });
  await sut.addSite("main");
});
afterEach(() => sut.close());

const push = async (atMs: number, request: PushRequest, signedIn = true) => {
  sut.clock.nowMs = atMs;
  const session = sut.deps.staff.redeemLink(sut.deps.staff.issueLink().token);
  const headers: Record<string, string> = signedIn
    ? { cookie: `${SESSION_COOKIE}=${session}` }
    : {};
  const answer = await sut.anyone("POST", "/api/v1/public/sites/main/scans", request, headers);
  expect(answer.status).toBe(200);
  return pushResponseSchema.parse(await answer.json());
};
const askDay = async (atMs: number, day = DAY): Promise<FlowDay> => {
  sut.clock.nowMs = atMs;
  const answer = await sut.staff("GET", `/api/v1/sites/main/flow/days/${day}`);
  return flowDaySchema.parse(await answer.json());
};
const askTablets = async () => {
  const answer = await sut.staff("GET", "/api/v1/sites/main/tablets");
  return tabletsResponseSchema.parse(await answer.json()).tablets;
};
const retire = (id: string, retired = true) =>
  sut.staff("PUT", `/api/v1/sites/main/tablets/${id}`, { retired });

describe("a closed day", () => {
  test("is provisional until the tablets that were active on it report zero", async () => {
    const lab = createTablet();
    const imr = createTablet({ at: "imr" });
    await push(NOON, lab.push(NOON, [lab.see(NOON, uuid(1), DAY)]));
    await push(NOON + HOUR, imr.push(NOON + HOUR, []));
    expect(await askDay(CLOSED - 1)).toMatchObject({ closed: false, provisional: null });
    expect(await askDay(CLOSED)).toMatchObject({
      closed: true,
      provisional: {
        tablets: [
          { id: lab.id, station: "Lab", code: "lab", silent: false },
          { id: imr.id, station: "IMR", reportedAt: "2026-03-10T13:00:00.000Z" },
        ],
      },
    });
    await push(CLOSED + 1, lab.push(CLOSED + 1, []));
    expect((await askDay(CLOSED + 1)).provisional?.tablets).toMatchObject([{ id: imr.id }]);
    // It sends one of three entries that it recorded offline, then the others.
    const late = CLOSED + HOUR;
    const seen = [uuid(2), uuid(3), uuid(4)].map((visit) => imr.see(NOON + 2 * HOUR, visit, DAY));
    await push(late, imr.push(late, seen.slice(0, 1), 3));
    expect(await askDay(late)).toMatchObject({ visits: 2, provisional: { tablets: [{}] } });
    await push(late + 1, imr.push(late + 1, seen.slice(1)));
    expect(await askDay(late + 1)).toMatchObject({ visits: 4, provisional: null });
  });

  test("tells in a range of days that it is provisional", async () => {
    const tablet = createTablet();
    await push(NOON, tablet.push(NOON, []));
    sut.clock.nowMs = CLOSED;
    const answer = await sut.staff("GET", "/api/v1/sites/main/flow?from=2026-03-09&to=2026-03-11");
    const { days } = flowRangeSchema.parse(await answer.json());
    expect(days.map(({ closed, provisional }) => [closed, provisional])).toEqual([
      [true, false],
      [true, true],
      [false, false],
    ]);
  });

  test("waits for nobody because of a report that nobody signed in for", async () => {
    const tablet = createTablet();
    const request = tablet.push(NOON, [tablet.see(NOON, uuid(1), DAY)]);
    expect(await push(NOON, request, false)).toMatchObject({ tabletReported: false });
    expect(await askDay(CLOSED)).toMatchObject({ visits: 1, provisional: null });
    expect(await askTablets()).toEqual([]);
  });

  test("waits on where an entry must come again under another day", async () => {
    const tablet = createTablet();
    const wrong = relabel(tablet.see(NOON, uuid(1), DAY), "2026-03-05");
    const answer = await push(NOON, tablet.push(NOON, [wrong]));
    expect(answer.results).toMatchObject([{ status: "rejected", code: "WRONG_DAY" }]);
    expect(await askTablets()).toMatchObject([{ waiting: 1 }]);
  });

  test("names a tablet that is silent for seven days, which then can be retired", async () => {
    const tablet = createTablet();
    await push(NOON, tablet.push(NOON, [], 2));
    const week = NOON + 7 * 24 * HOUR;
    const silent = async (atMs: number) => (await askDay(atMs)).provisional?.tablets[0]?.silent;
    expect([await silent(week - 1), await silent(week)]).toEqual([false, true]);
    expect(await (await retire(tablet.id)).json()).toMatchObject({ id: tablet.id, retired: true });
    expect((await askDay(week)).provisional).toBeNull();
    expect(await askTablets()).toMatchObject([{ retired: true, waiting: 2, awaitedDays: [DAY] }]);
    // It was found in a drawer, its two entries still on it.
    await push(week + HOUR, tablet.push(week + HOUR, [], 2));
    expect((await askDay(week + HOUR)).provisional?.tablets).toMatchObject([{ silent: false }]);
    expect(await (await retire(tablet.id)).json()).toMatchObject({ retired: true });
    expect(await (await retire(tablet.id, false)).json()).toMatchObject({ retired: false });
  });

  test("tells what changed it after it had closed, and when", async () => {
    const phone = createPhone({ visit: 1, visitDay: DAY, startedMs: NOON });
    await push(NOON, phone.push(NOON, [phone.scan(NOON, "entrance")]), false);
    expect(await askDay(CLOSED)).toMatchObject({ changedAt: null, quality: { lateVisits: 0 } });
    const late = CLOSED + 3 * HOUR;
    const tablet = createTablet();
    await push(late, tablet.push(late, [tablet.see(NOON + HOUR, uuid(2), DAY)]));
    expect(await askDay(late)).toMatchObject({
      visits: 2,
      closed: true,
      changedAt: "2026-03-11T15:05:00.000Z",
      quality: { lateVisits: 1 },
    });
  });
});

describe("a tablet", () => {
  test("that is busy costs a write every five minutes", async () => {
    let writes = 0;
    const tablet = createTablet();
    const { update } = sut.store.tablets;
    sut.store.tablets.update = (site, id, change, options) =>
      update(
        site,
        id,
        (known) => {
          const next = change(known);
          if (next) writes++;
          return next;
        },
        options,
      );
    for (let minute = 0; minute < 30; minute++) {
      const atMs = NOON + minute * MINUTE;
      await push(atMs, tablet.push(atMs, [tablet.see(atMs, uuid(100 + minute), DAY)]));
    }
    expect(writes).toBe(6);
  });

  test("that two processes hear of is known by what both heard", async () => {
    const tablet = createTablet();
    await push(NOON, tablet.push(NOON, [], 1));
    await retire(tablet.id);
    // This process remembers its own note; another took the tablet up meanwhile.
    const other = createStore({
      client: sut.client,
      tables: { flow: "flow", clinical: "clinical" },
      now: () => NOON,
    });
    await other.tablets.update(
      "main",
      tablet.id,
      (known) =>
        known && { ...known, retired: false, awaitedDays: ["2026-03-09", ...known.awaitedDays] },
    );
    await push(NOON + HOUR, tablet.push(NOON + HOUR, [], 1));
    expect(await askTablets()).toMatchObject([
      { retired: false, waiting: 1, awaitedDays: ["2026-03-09", DAY] },
    ]);
  });

  test("that never reported is 404, what is no tablet 400, and none of it for strangers", async () => {
    expect((await retire(uuid(77))).status).toBe(404);
    expect((await retire("lab")).status).toBe(400);
    const { status } = await sut.staff("PUT", `/api/v1/sites/main/tablets/${uuid(77)}`, {});
    expect(status).toBe(400);
    expect((await sut.anyone("GET", "/api/v1/sites/main/tablets")).status).toBe(401);
    expect((await sut.staff("GET", "/api/v1/sites/elsewhere/tablets")).status).toBe(404);
  });
});

describe("a slip's visit over midnight", () => {
  const BEFORE = Date.parse("2026-03-10T23:50:00.000Z");
  const AFTER = Date.parse("2026-03-11T00:20:00.000Z");
  const split = async (day: string) =>
    (await askDay(Date.parse("2026-03-13T00:00:00.000Z"), day)).quality.slipsOverMidnight;

  test.each(["in order", "the later scan first"])("is told on the later day: %s", async (order) => {
    const [one, other] = [createTablet(), createTablet({ at: "imr" })];
    const pushes = [
      () => push(AFTER, one.push(AFTER, [one.see(BEFORE, uuid(1), undefined)])),
      () => push(AFTER, other.push(AFTER, [other.see(AFTER, uuid(1), undefined)])),
    ];
    if (order !== "in order") pushes.reverse();
    for (const send of pushes) await send();
    const onDays = () => Promise.all(["2026-03-10", "2026-03-11", "2026-03-12"].map(split));
    expect(await onDays()).toEqual([0, 1, 0]);
    // Sent again, it is still one; and one of another day is none.
    for (const send of pushes) await send();
    await push(AFTER, one.push(AFTER, [one.see(AFTER, uuid(2), undefined)]));
    expect(await onDays()).toEqual([0, 1, 0]);
    const range = async (query: string) => {
      const answer = await sut.staff("GET", `/api/v1/sites/main/flow?${query}`);
      return flowRangeSchema.parse(await answer.json()).quality.slipsOverMidnight;
    };
    expect(await range("from=2026-03-10&to=2026-03-11")).toBe(1);
    expect(await range("from=2026-03-09&to=2026-03-10")).toBe(0);
  });

  test("is none where the code names the day", async () => {
    const tablet = createTablet();
    const scans = [tablet.see(BEFORE, uuid(1), DAY), tablet.see(AFTER, uuid(1), DAY)];
    await push(AFTER, tablet.push(AFTER, scans));
    expect([await split(DAY), await split("2026-03-11")]).toEqual([0, 0]);
  });
});
