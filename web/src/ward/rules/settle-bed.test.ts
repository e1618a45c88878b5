import { episodeOf } from "@throughline/shared/alert.ts";
import { bedOf, snapshotOf } from "@throughline/shared/testing/ward.ts";
import type { WardBed } from "@throughline/shared/ward-api.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { alarmingEpisodes } from "./find-new-alerts.ts";
import { type OwnAction, settleBed } from "./settle-bed.ts";

const nowMs = Date.parse("2026-11-20T12:00:00.000Z");
const HOUR_MS = 3_600_000;
const at = (hours: number) => new Date(nowMs + hours * HOUR_MS).toISOString();

let made = 0;
const id = () => `01939e3a-5b00-7abc-8def-${String(++made).padStart(12, "0")}`;
const acknowledged = (bed: WardBed, when: string, name: string): OwnAction => ({
  id: id(),
  type: "acknowledge",
  at: when,
  uncertaintyMs: 0,
  receivedAt: when,
  tablet: "this",
  received: false,
  body: {
    ward: bed.admission.ward,
    patientId: bed.patient.patientId,
    admissionId: bed.admission.admissionId,
    episode: episodeOf(bed.admission.admissionId, bed.sinceAt),
    by: { name },
    what: "seen",
  },
});
const settleAt = (bed: WardBed, own: OwnAction[] = [], ms = nowMs, rest = {}) =>
  settleBed(bed, snapshotOf([bed], nowMs, rest), own, ms);

test.each([
  [47.999, "soon", false],
  [48, "open", true],
  [42, "soon", false],
  [41.99, "fine", false],
])(
  "%s hours after its last test a bed that the server left alone is %s",
  (hours, standing, provisional) => {
    const row = settleAt(bedOf({ bed: "1", nowMs, testedHoursAgo: hours, opened: false }));
    expect([row.standing, row.provisional]).toEqual([standing, provisional]);
  },
);

test("offline, a bed becomes due by itself, and what is recorded then shows at once", () => {
  const bed = bedOf({ bed: "1", nowMs, testedHoursAgo: 47 });
  expect(settleAt(bed).standing).toBe("soon");
  const later = nowMs + 2 * HOUR_MS;
  const due = settleAt(bed, [], later);
  expect(due).toMatchObject({ standing: "open", provisional: true, alert: { confirmed: false } });
  const ana = acknowledged(bed, at(2), "Ana");
  const seen = settleAt(bed, [ana], later);
  expect(seen).toMatchObject({
    standing: "acknowledged",
    alert: { action: { by: { name: "Ana" } } },
  });
  expect(seen.waiting).toEqual(new Set([ana.id]));
  // Confirmed, and the server's tick has not come: it must not look open again meanwhile.
  const sent = settleAt(bed, [{ ...ana, received: true, receivedAt: at(-1) }], later);
  expect(sent).toMatchObject({ standing: "acknowledged", received: new Set([ana.id]) });
  expect(settleAt(bed, [ana], nowMs + 10 * HOUR_MS + 1).standing, "8 h later").toBe("open");
});

test("the server's word replaces what was received before it", () => {
  const bed = bedOf({ bed: "1", nowMs, testedHoursAgo: 50 });
  const ana = { ...acknowledged(bed, at(-0.5), "Ana"), received: true, receivedAt: at(-0.4) };
  expect(settleAt(bed, [ana]).standing, "somebody withdrew it elsewhere").toBe("open");
  expect(settleAt(bed, [{ ...ana, receivedAt: at(0.1) }]).standing).toBe("acknowledged");
});

test("two nurses: the last word decides, and both see who was first", () => {
  const bed = bedOf({ bed: "1", nowMs, testedHoursAgo: 50 });
  const [ana, ben] = [acknowledged(bed, at(-0.5), "Ana"), acknowledged(bed, at(-0.25), "Ben")];
  for (const own of [
    [ana, ben],
    [ben, ana],
  ]) {
    expect(settleAt(bed, own).alert).toMatchObject({
      action: { by: { name: "Ben" } },
      first: { by: { name: "Ana" } },
    });
  }
  const withdrawn: OwnAction = {
    ...ben,
    id: id(),
    at: at(-0.1),
    type: "withdraw",
    body: { ...ben.body, entryId: ben.id } as OwnAction["body"],
  };
  expect(settleAt(bed, [ana, ben, withdrawn]).alert?.action?.by.name).toBe("Ana");
});

test("an action that the snapshot knows and this tablet still holds counts once", () => {
  const bed = bedOf({ bed: "1", nowMs, testedHoursAgo: 50 });
  const ana = acknowledged(bed, at(-0.5), "Ana");
  const action = {
    entryId: ana.id,
    type: "acknowledge" as const,
    at: ana.at,
    by: { name: "Ana" },
    tablet: "this",
    what: "seen" as const,
    until: at(7.5),
  };
  const alert = bed.alert && {
    ...bed.alert,
    state: "acknowledged" as const,
    action,
    first: action,
    actions: [action],
  };
  const row = settleAt({ ...bed, alert }, [ana]);
  expect(row.alert?.actions).toHaveLength(1);
  expect(row.standing).toBe("acknowledged");
});

test("what the server took for an action after a transfer is one here too", () => {
  const bed = bedOf({ bed: "1", nowMs, testedHoursAgo: 50 });
  const action = {
    entryId: id(),
    type: "acknowledge" as const,
    // By a tablet whose clock is a few seconds behind.
    at: at(-1),
    by: { name: "Ana" },
    tablet: "other",
    what: "seen" as const,
    until: at(7),
  };
  const alert = bed.alert && {
    ...bed.alert,
    movedAt: at(-0.999),
    state: "acknowledged" as const,
    openSinceAt: null,
    action,
    first: action,
    actions: [action],
  };
  expect(settleAt({ ...bed, alert })).toMatchObject({
    standing: "acknowledged",
    alert: { action: { by: { name: "Ana" } } },
  });
});

test("an alert of the server stays, whatever this tablet's clock says", () => {
  const bed = bedOf({ bed: "1", nowMs, testedHoursAgo: 48.001 });
  expect(settleAt(bed, [], nowMs - HOUR_MS).standing).toBe("open");
  const snoozed = {
    entryId: id(),
    type: "snooze" as const,
    at: at(-0.5),
    by: { name: "Ana" },
    tablet: "other",
    reason: "in theatre",
    until: at(1.5),
  };
  const alert = bed.alert && {
    ...bed.alert,
    state: "snoozed" as const,
    action: snoozed,
    first: snoozed,
    actions: [snoozed],
  };
  expect(settleAt({ ...bed, alert }).alert?.action).toEqual(snoozed);
  expect(settleAt({ ...bed, alert }, [], nowMs + 1.6 * HOUR_MS).standing).toBe("open");
});

test("only the server says that an alert was escalated, unless somebody asked for it here", () => {
  const bed = bedOf({ bed: "1", nowMs, testedHoursAgo: 50 });
  expect(settleAt(bed, [], nowMs + 24 * HOUR_MS).standing).toBe("open");
  const { what: _, ...body } = acknowledged(bed, at(-0.1), "Ana").body as {
    what: string;
  } & OwnAction["body"];
  const byHand = { ...acknowledged(bed, at(-0.1), "Ana"), type: "escalate", body } as OwnAction;
  expect(settleAt(bed, [byHand]).standing).toBe("escalated");
});

test("a bed whose planned discharge has passed is shown until the server says", () => {
  const bed = bedOf({ bed: "1", nowMs, testedHoursAgo: 50 });
  bed.admission.dischargedAt = at(1);
  expect(settleAt(bed).leftAt).toBeNull();
  expect(settleAt(bed, [], nowMs + 2 * HOUR_MS)).toMatchObject({ standing: "open", leftAt: at(1) });
});

test("every due bed is in some state of an alert, and what was recorded elsewhere changes nothing", () => {
  const other = bedOf({ bed: "2", nowMs, testedHoursAgo: 60 });
  fc.assert(
    fc.property(
      fc.option(fc.double({ min: 0, max: 200, noNaN: true })),
      fc.boolean(),
      fc.double({ min: 0, max: 100, noNaN: true }),
      (hours, opened, laterHours) => {
        const bed = bedOf({ bed: "1", nowMs, testedHoursAgo: hours, opened });
        const ms = nowMs + laterHours * HOUR_MS;
        const row = settleAt(bed, [acknowledged(other, at(0), "Ana")], ms);
        expect(row.alert !== null).toBe(bed.alert !== null || ms >= Date.parse(bed.dueAt));
        if (row.alert) expect(row.standing).toBe("open");
      },
    ),
  );
});

test("two patients with the same stay number are two beds, each with what was said of it alone", () => {
  const [one, other] = ["1", "2"].map((bed) => {
    const known = bedOf({ bed, nowMs, testedHoursAgo: null, opened: false });
    return { ...known, admission: { ...known.admission, admissionId: "1" } };
  }) as [WardBed, WardBed];
  const own = [acknowledged(other, at(-1), "Ana")];
  const rows = [settleAt(one, own), settleAt(other, own)];
  expect(rows.map(({ standing }) => standing)).toEqual(["open", "acknowledged"]);
  expect(new Set(rows.map(({ key }) => key)).size, "keys").toBe(2);
  const open = alarmingEpisodes([settleAt(one), settleAt(other)]);
  expect(open.size, "alarms").toBe(2);
});
