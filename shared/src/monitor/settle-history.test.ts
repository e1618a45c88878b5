import fc from "fast-check";
import { expect, test } from "vitest";
import type { Alert, AlertChange } from "../alert.ts";
import {
  action,
  entryId,
  hour,
  lastTest,
  stay,
  WARD_START_MS,
  wardSettings,
} from "../testing/ward-builders.ts";
import type { StoredAction } from "../ward-entry.ts";
import { settle, type Watch } from "./settle.ts";

/*
 * A bed through a random day, minute by minute, told twice: by `settle` as it is used (news at once,
 * and the monitor only when `nextAt` has come), and by a reference that knows no `nextAt`, looks at
 * everything again in each minute and asks for each minute whose word held then.
 */

const MINUTES = 900;
const minute = (at: number) => hour(at / 60);
const THRESHOLD = { A: 240, B: 180 } as const;
const ACKNOWLEDGED = 60;
const ESCALATE = 90;
const UNVIEWED = 30;
const settings = wardSettings(
  {
    thresholdHours: 4,
    acknowledgedHours: 1,
    escalateAfterMinutes: ESCALATE,
    unviewedMinutes: UNVIEWED,
  },
  [{ ward: "B", policy: { thresholdHours: 3 } }],
);

type News =
  | { kind: "test"; at: number }
  | { kind: "cancel"; which: number }
  | { kind: "ward"; ward: "A" | "B" }
  | { kind: "discharge"; in: number }
  | { kind: "stays" }
  | { kind: "view" }
  | {
      kind: "entry";
      age: number;
      ward: "A" | "B";
      since: number;
      what: "acknowledge" | "snooze" | "escalate" | "withdraw";
      minutes: number;
      of: number;
    };

interface Known {
  minute: number;
  ward: "A" | "B";
  endsAt: number;
  tests: number[];
  entries: StoredAction[];
  viewedAt: number | null;
}

const learn = (known: Known, news: News, number: number): Known => {
  const now = known.minute;
  switch (news.kind) {
    case "test":
      return { ...known, tests: [...known.tests, Math.max(0, now - news.at)] };
    case "cancel":
      return { ...known, tests: known.tests.filter((_, index) => index !== news.which) };
    case "ward":
      return { ...known, ward: news.ward };
    case "discharge":
      return { ...known, endsAt: now + news.in };
    case "stays":
      return { ...known, endsAt: Number.POSITIVE_INFINITY };
    case "view":
      return { ...known, viewedAt: now };
    case "entry": {
      const sinces = [0, ...known.tests];
      const since = sinces[news.since % sinces.length] ?? 0;
      const wanted =
        news.what === "snooze"
          ? { type: news.what, minutes: news.minutes }
          : news.what === "withdraw"
            ? { type: news.what, entryId: entryId(news.of) }
            : { type: news.what };
      const at = Math.max(0, now - news.age);
      const entry = action(number, minute(at), `a1@${minute(since)}`, wanted, { ward: news.ward });
      return { ...known, entries: [...known.entries, entry] };
    }
  }
};

const start: Known = {
  minute: 0,
  ward: "A",
  endsAt: Number.POSITIVE_INFINITY,
  tests: [],
  entries: [],
  viewedAt: null,
};

/** What a screen would say in each minute. */
interface Shown {
  state: Alert["state"] | "none";
  episode: string | null;
}

const asMonitored = (history: Map<number, News[]>) => {
  const shown: Shown[] = [];
  const log: AlertChange[] = [];
  let known = start;
  let number = 0;
  const look = (before: Watch | null, mayOpen: boolean): Watch | null => {
    const last = known.tests.length > 0 ? lastTest(minute(Math.max(...known.tests))) : null;
    const discharge = known.endsAt === Number.POSITIVE_INFINITY ? null : minute(known.endsAt);
    const { watch, changes } = settle({
      admission: stay({ ward: known.ward, dischargedAt: discharge }),
      lastTest: last,
      unmapped: null,
      previous: before,
      entries: known.entries,
      viewedAt: known.viewedAt === null ? null : minute(known.viewedAt),
      settings,
      nowMs: WARD_START_MS + known.minute * 60_000,
      mayOpen,
      because: "facts",
    });
    log.push(...changes);
    return watch;
  };
  let watch = look(null, false);
  for (let now = 0; now < MINUTES; now++) {
    known = { ...known, minute: now };
    for (const news of history.get(now) ?? []) {
      known = learn(known, news, number++);
      // Views alone are read when the monitor comes; all else is settled as it is learned.
      if (news.kind !== "view") watch = look(watch, false);
    }
    // The second tick finds what the first left, and must leave it so.
    for (let tick = 0; tick < 2; tick++) {
      if (watch?.nextAt && watch.nextAt <= minute(now)) watch = look(watch, true);
    }
    shown.push({ state: watch?.alert?.state ?? "none", episode: watch?.alert?.episode ?? null });
  }
  return { shown, log };
};

interface Stands {
  since: number;
  openedAt: number;
  ward: string;
  movedAt: number | null;
}

const asReferred = (history: Map<number, News[]>) => {
  const shown: Shown[] = [];
  const openings: string[] = [];
  let known = start;
  let number = 0;
  /** The episode that stands, since when, on which ward, since when there. */
  let scene: Stands | null = null;
  let sent: { opening: number; why: string; entry?: string }[] = [];

  const reckon = (before: Stands | null, mayOpen: boolean): Stands | null => {
    const now = known.minute;
    const since = Math.max(0, ...known.tests);
    const isDue = now < known.endsAt && now - since >= THRESHOLD[known.ward];
    const goesOn = isDue && before?.since === since ? before : null;
    if (!goesOn) sent = [];
    if (!isDue || (!goesOn && !mayOpen)) return null;
    const stands = goesOn ?? { since, openedAt: now, ward: known.ward, movedAt: null };
    if (!goesOn) openings.push(`a1@${minute(since)} ${minute(now)}`);
    const here =
      stands.ward === known.ward ? stands : { ...stands, ward: known.ward, movedAt: now };
    const { holds, opening, asked } = hands(known, here);
    const earlier = [...sent];
    // What somebody asked for marks the opening at which it was recorded, whenever it arrives.
    sent = sent.filter(({ entry }) => !entry);
    for (const { id, at } of asked) {
      const until = (Date.parse(at) - WARD_START_MS) / 60_000;
      const entries = known.entries.filter(
        ({ at: done, type }) => done <= at || type === "withdraw",
      );
      const then = hands({ ...known, entries, minute: until }, here);
      sent.push({ opening: then.opening, why: "asked", entry: id });
    }
    for (const [why, at] of [
      ["late", opening + ESCALATE],
      ["unseen", Math.max(opening, known.viewedAt ?? 0) + UNVIEWED],
    ] as const) {
      const done = earlier.some((one) => one.why === why && one.opening >= opening);
      if (!holds && now >= at && !done) sent.push({ opening, why });
    }
    return here;
  };

  for (let now = 0; now < MINUTES; now++) {
    known = { ...known, minute: now };
    for (const news of history.get(now) ?? []) {
      known = learn(known, news, number++);
      if (news.kind !== "view") scene = reckon(scene, false);
    }
    scene = reckon(scene, true);
    if (!scene) {
      shown.push({ state: "none", episode: null });
      continue;
    }
    const { last, holds, opening } = hands(known, scene);
    const open = sent.some((one) => one.opening >= opening) ? "escalated" : "open";
    const held = last?.type === "snooze" ? "snoozed" : "acknowledged";
    shown.push({ state: holds ? held : open, episode: `a1@${minute(scene.since)}` });
  }
  return { shown, openings };
};

/** In whose hands the alert is, or was last, and since when it is open otherwise. */
const hands = ({ entries, minute: now }: Known, stands: Stands) => {
  const mine = entries.filter(
    ({ body, at }) =>
      body.episode === `a1@${minute(stands.since)}` &&
      body.ward === stands.ward &&
      (stands.movedAt === null || at >= minute(stands.movedAt)),
  );
  const taken = mine.flatMap(({ body }) => ("entryId" in body ? [body.entryId] : []));
  const good = mine.filter(({ id }) => !taken.includes(id));
  let last: { order: string; until: number; type: string } | null = null;
  for (const { id, at, type, body } of good) {
    if (type !== "acknowledge" && type !== "snooze") continue;
    const length = "minutes" in body ? body.minutes : ACKNOWLEDGED;
    const until = (Date.parse(at) - WARD_START_MS) / 60_000 + length;
    if (!last || `${at} ${id}` > last.order) last = { order: `${at} ${id}`, until, type };
  }
  const holds = last !== null && now < last.until;
  return {
    last,
    holds,
    opening: Math.max(stands.openedAt, stands.movedAt ?? 0, last && !holds ? last.until : 0),
    asked: good.filter(({ type }) => type === "escalate"),
  };
};

const anyNews: fc.Arbitrary<News> = fc.oneof(
  fc.record({ kind: fc.constant("test" as const), at: fc.integer({ min: 0, max: 300 }) }),
  fc.record({ kind: fc.constant("cancel" as const), which: fc.integer({ min: 0, max: 3 }) }),
  fc.record({
    kind: fc.constant("ward" as const),
    ward: fc.constantFrom("A" as const, "B" as const),
  }),
  fc.record({ kind: fc.constant("discharge" as const), in: fc.integer({ min: 0, max: 200 }) }),
  fc.record({ kind: fc.constant("stays" as const) }),
  fc.record({ kind: fc.constant("view" as const) }),
  ...Array.from({ length: 4 }, () =>
    fc.record({
      kind: fc.constant("entry" as const),
      age: fc.integer({ min: 0, max: 120 }),
      ward: fc.constantFrom("A" as const, "B" as const),
      since: fc.integer({ min: 0, max: 3 }),
      what: fc.constantFrom(
        "acknowledge" as const,
        "acknowledge" as const,
        "snooze" as const,
        "escalate" as const,
        "withdraw" as const,
      ),
      minutes: fc.integer({ min: 1, max: 200 }),
      of: fc.integer({ min: 0, max: 12 }),
    }),
  ),
);
const anyHistory = fc
  .array(fc.tuple(fc.integer({ min: 0, max: MINUTES - 1 }), anyNews), { maxLength: 16 })
  .map((all) => {
    const history = new Map<number, News[]>();
    for (const [at, news] of all) history.set(at, [...(history.get(at) ?? []), news]);
    return history;
  });

test("what a screen shows in each minute, and what opens when, is what a look at everything gives", () => {
  fc.assert(
    fc.property(anyHistory, (history) => {
      const { shown, log } = asMonitored(history);
      const reference = asReferred(history);
      expect(shown).toEqual(reference.shown);
      const opened = log.filter(({ what }) => what === "opened");
      expect(opened.map(({ episode, at }) => `${episode} ${at}`)).toEqual(reference.openings);
    }),
    { numRuns: 150 },
  );
});

test("the log tells each state in order: it is opened, and closed, in turn", () => {
  fc.assert(
    fc.property(anyHistory, (history) => {
      let open: string | null = null;
      for (const { what, episode } of asMonitored(history).log) {
        if (what === "opened") {
          expect(open).toBeNull();
          open = episode;
        } else {
          expect(episode).toBe(open);
          if (what === "closed") open = null;
        }
      }
    }),
    { numRuns: 50 },
  );
});
