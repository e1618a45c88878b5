import { seededRandom } from "@throughline/shared/testing/random.ts";
import { admission, labTest } from "@throughline/shared/testing/ward-facts.ts";
import type { WardAction } from "@throughline/shared/ward-entry.ts";
import { expect, test } from "vitest";
import { startMonitoredWard } from "../../testing/monitored-ward.ts";
import { uuid } from "../../testing/phone.ts";
import { readAlertFigures } from "./read-alert-figures.ts";

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** Midnight in Berlin. */
const START = Date.parse("2026-10-22T22:00:00.000Z");
const at = (minutes: number) => new Date(START + minutes * MINUTE_MS).toISOString();
const DAYS = ["2026-10-23", "2026-10-24", "2026-10-25", "2026-10-26"] as const;
/** When each day ends, in minutes: the third has 25 hours. */
const ENDS = [1_440, 2_880, 4_380, 5_820] as const;
const dayOf = (minutes: number) => DAYS[ENDS.findIndex((end) => minutes < end)];

/** Type 7 of Hyndman and Fan, from the raw values. */
const quantileOf = (values: number[], p: number) => {
  if (values.length === 0) return null;
  const sorted = values.toSorted((one, other) => one - other);
  const h = (sorted.length - 1) * p;
  const [low, high] = [sorted[Math.floor(h)] as number, sorted[Math.ceil(h)] as number];
  return Math.round((low + (high - low) * (h - Math.floor(h))) * 10) / 10;
};

test("the figures are what a witness beside the monitor has noted", async () => {
  const random = seededRandom(7);
  const ward = await startMonitoredWard({ nowMs: START });
  await ward.set({
    policy: {
      thresholdHours: 12,
      acknowledgedHours: 8,
      escalateAfterMinutes: null,
      unviewedMinutes: null,
      showInitials: false,
      mailTo: [],
      webhook: null,
    },
  });
  /** Since when each bed has had no test, in minutes. */
  const beds = Array.from({ length: 24 }, (_, index) => ({
    id: `p${index}`,
    ward: index % 3 ? "A" : "",
    since: random.int(600),
    openedAt: null as number | null,
    said: false,
  }));
  for (const { id, ward: name, since } of beds) {
    await ward.admit(admission(id, `${id}-1`, at(since), { ward: name, bed: id }));
  }
  const noted = {
    opened: new Map<string, number>(),
    closed: new Map<string, number>(),
    atEnd: new Map<string, number>(),
    minutes: { A: [] as number[], "-": [] as number[] },
    openings: { A: 0, "-": 0 },
  };
  const count = (map: Map<string, number>, minute: number) =>
    map.set(dayOf(minute) as string, (map.get(dayOf(minute) as string) ?? 0) + 1);
  let entries = 0;
  for (let minute = 0; minute < ENDS[3]; minute += 15) {
    ward.clock.nowMs = START + minute * MINUTE_MS;
    await ward.tick();
    for (const bed of beds) {
      const key = bed.ward === "" ? "-" : "A";
      const stay = { patientId: bed.id, admissionId: `${bed.id}-1` };
      if (bed.openedAt === null && minute - bed.since >= 720) {
        bed.openedAt = minute;
        bed.said = false;
        noted.openings[key] += 1;
        count(noted.opened, minute);
      }
      if (bed.openedAt !== null && !bed.said && random.chance(0.1)) {
        // What a tablet did before the monitor came took no time.
        const late = random.int(20);
        const body = { ...stay, ward: bed.ward, episode: `${bed.id}-1@${at(bed.since)}` };
        const by = { name: "Ama" };
        const entry = {
          id: uuid(++entries),
          at: at(minute - late),
          uncertaintyMs: 0,
          receivedAt: at(minute),
          tablet: "t",
        };
        await ward.clinical.wardEntries.putAction("main", {
          ...entry,
          type: "acknowledge",
          body: { ...body, by, what: "seen" } as WardAction["body"],
        });
        await ward.settle(stay);
        if (random.chance(0.2)) {
          await ward.clinical.wardEntries.putAction("main", {
            ...entry,
            id: uuid(++entries),
            type: "withdraw",
            body: { ...body, by, entryId: entry.id } as WardAction["body"],
          });
          await ward.settle(stay);
        } else {
          bed.said = true;
          noted.minutes[key].push(Math.max(0, minute - late - bed.openedAt));
        }
      }
      if (minute >= bed.since && random.chance(bed.openedAt === null ? 0.01 : 0.04)) {
        bed.since = minute;
        await ward.say(labTest(bed.id, `t${bed.id}-${minute}`, at(minute)));
        if (bed.openedAt !== null) count(noted.closed, minute);
        bed.openedAt = null;
      }
    }
    noted.atEnd.set(
      dayOf(minute) as string,
      beds.filter(({ openedAt }) => openedAt !== null).length,
    );
  }

  const [, from, to] = DAYS;
  const all = await readAlertFigures(ward.deps, "main", { from: DAYS[0], to: DAYS[3] });
  const open = beds.filter(({ openedAt }) => openedAt !== null).length;
  expect(all.openNow).toBe(open);
  expect(all.perDay).toEqual(
    DAYS.map((day) => ({
      day,
      opened: noted.opened.get(day) ?? 0,
      closed: noted.closed.get(day) ?? 0,
      overdueAtEnd: noted.atEnd.get(day),
    })),
  );
  const { A, "-": none } = noted.minutes;
  expect(Math.min(A.length, none.length)).toBeGreaterThan(5);
  expect(all.perWard).toEqual(
    [["-", noted.openings["-"], none] as const, ["A", noted.openings.A, A] as const].map(
      ([name, opened, minutes]) => ({
        ward: name,
        opened,
        acknowledged: minutes.length,
        minutesToAcknowledgeP50: quantileOf(minutes, 0.5),
        minutesToAcknowledgeP90: quantileOf(minutes, 0.9),
      }),
    ),
  );
  expect(all.minutesToAcknowledge).toEqual({
    n: A.length + none.length,
    p50: quantileOf([...A, ...none], 0.5),
    p90: quantileOf([...A, ...none], 0.9),
  });
  const part = await readAlertFigures(ward.deps, "main", { from, to });
  expect(part.perDay).toEqual(all.perDay.slice(1, 3));
});

test("turnarounds of the days' files are one distribution; of nothing there is none", async () => {
  const ward = await startMonitoredWard({ nowMs: START + HOUR_MS });
  const { turnarounds } = ward.clinical;
  await turnarounds.put("main", DAYS[0], "f1", { values: [10, 30], counts: [1, 2] });
  await turnarounds.put("main", DAYS[0], "f1", { values: [10, 30], counts: [1, 1] });
  await turnarounds.put("main", DAYS[0], "f2", { values: [60], counts: [2] });
  await turnarounds.put("main", DAYS[1], "f3", { values: [600], counts: [9] });
  const figures = await readAlertFigures(ward.deps, "main", { from: DAYS[0], to: DAYS[0] });
  expect(figures.turnaroundMinutes).toEqual({ n: 4, p50: 45, p90: 60 });
  const later = await readAlertFigures(ward.deps, "main", { from: "2027-01-01", to: "2027-01-02" });
  expect(later).toMatchObject({ perDay: [], turnaroundMinutes: { n: 0, p50: null, p90: null } });
});

test("a first day too long ago is refused", async () => {
  const ward = await startMonitoredWard({ nowMs: START });
  await expect(
    readAlertFigures(ward.deps, "main", { from: "2020-01-01", to: "2020-01-02" }),
  ).rejects.toMatchObject({ code: "BAD_REQUEST" });
});
