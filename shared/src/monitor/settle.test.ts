import { expect, test } from "vitest";
import type { Admission } from "../admission.ts";
import type { Alert } from "../alert.ts";
import {
  action,
  entryId,
  hour,
  hourMs,
  lastTest,
  stay,
  wardSettings,
} from "../testing/ward-builders.ts";
import type { StoredAction } from "../ward-entry.ts";
import { isOverdue, type Situation, settle } from "./settle.ts";

const situation = (rest: Partial<Situation> = {}): Situation => ({
  admission: stay(),
  lastTest: null,
  unmapped: null,
  previous: null,
  entries: [],
  viewedAt: null,
  settings: wardSettings(),
  nowMs: hourMs(48),
  mayOpen: true,
  because: "facts",
  ...rest,
});

/** One bed through time: what is given stays as it is until it is given anew. */
const bed = (start: Partial<Situation> = {}) => {
  let known = situation(start);
  return {
    at(hours: number, rest: Partial<Situation> = {}) {
      known = { ...known, ...rest, nowMs: hourMs(hours) };
      const { watch, changes } = settle(known);
      known = { ...known, previous: watch };
      return { watch, alert: watch?.alert ?? null, changes, what: changes.map(({ what }) => what) };
    },
  };
};
const episode = `a1@${hour(0)}`;
const acknowledged = (number: number, at: number, by = "Ama") =>
  action(number, hour(at), episode, { type: "acknowledge" }, { by });
const withdrawn = (number: number, at: number, of: number, by = "Ama") =>
  action(number, hour(at), episode, { type: "withdraw", entryId: entryId(of) }, { by });

test("47:59:59.999 is fine and due later; 48:00:00.000 is due, and only the monitor opens it", () => {
  const fine = settle(situation({ nowMs: hourMs(48) - 1 }));
  expect(fine).toMatchObject({ watch: { alert: null, nextAt: hour(48) }, changes: [] });
  const due = settle(situation({ mayOpen: false }));
  expect(due).toMatchObject({ watch: { alert: null, nextAt: hour(48) }, changes: [] });
  const opened = settle(situation());
  expect(opened.watch?.alert).toMatchObject({
    episode,
    state: "open",
    openedAt: hour(48),
    openSinceAt: hour(48),
    dueAt: hour(48),
  });
  expect(opened.changes).toEqual([
    {
      what: "opened",
      at: hour(48),
      patientId: "p1",
      admissionId: "a1",
      ward: "4B",
      bed: "12",
      episode,
      openedAt: hour(48),
      dueAt: hour(48),
    },
  ]);
  expect([hourMs(48) - 1, hourMs(48)].map((nowMs) => isOverdue(situation({ nowMs })))).toEqual([
    false,
    true,
  ]);
});

test("what stands goes on without a change, however often it is settled", () => {
  const one = bed();
  const { watch } = one.at(48);
  for (const hours of [48, 48.1, 48.4]) {
    expect(one.at(hours)).toMatchObject({ watch, changes: [] });
  }
});

test("a clock behind the one that opened it leaves it open, and hears what is said of it", () => {
  const ward = bed({ entries: [acknowledged(1, 48)] });
  const opened = ward.at(48, { entries: [] });
  const behind = ward.at(47.9, { mayOpen: false, entries: [acknowledged(1, 48)] });
  expect(opened.what).toEqual(["opened"]);
  expect(behind.what).toEqual(["acknowledged"]);
  expect(behind.alert).toMatchObject({ openedAt: hour(48), state: "acknowledged" });
  // Not due by what is known now is another matter.
  expect(ward.at(47.9, { admission: stay({ admittedAt: hour(1) }) }).what).toEqual(["closed"]);
});

test("a test closes the alert and says so; the next one is due from it", () => {
  const one = bed();
  one.at(48);
  const closed = one.at(50, { lastTest: lastTest(hour(49)), mayOpen: false });
  expect(closed.changes).toMatchObject([{ what: "closed", detail: "test", episode }]);
  expect(closed.watch).toMatchObject({ alert: null, dueAt: hour(97), nextAt: hour(97) });
});

test("an old test that arrives late closes the episode, and the one from it opens by the next tick", () => {
  const one = bed();
  one.at(48);
  const late = one.at(100, { lastTest: lastTest(hour(10)), mayOpen: false });
  expect(late.changes).toMatchObject([{ what: "closed", detail: "test" }]);
  expect(late.watch?.nextAt).toBe(hour(58));
  expect(one.at(100, { mayOpen: true }).alert?.episode).toBe(`a1@${hour(10)}`);
});

test("a cancelled test sets the clock back: the monitor opens at once what is due again", () => {
  const one = bed({ lastTest: lastTest(hour(40)) });
  expect(one.at(60).alert).toBeNull();
  expect(one.at(61, { lastTest: null, mayOpen: false }).watch?.nextAt).toBe(hour(48));
  expect(one.at(61, { mayOpen: true }).what).toEqual(["opened"]);
});

test("a correction that moves the episode back closes the one and opens the other", () => {
  const one = bed({ lastTest: lastTest(hour(10)) });
  one.at(58);
  const back = one.at(59, { lastTest: null });
  expect(back.changes).toMatchObject([
    { what: "closed", detail: "correction", episode: `a1@${hour(10)}` },
    { what: "opened", episode },
  ]);
});

test("what a nurse said of a gap holds when a correction brings the same gap back", () => {
  const one = bed({ entries: [acknowledged(1, 49)] });
  one.at(48);
  one.at(50, { lastTest: lastTest(hour(49.5)) });
  expect(one.at(51, { lastTest: null })).toMatchObject({
    alert: { state: "acknowledged", action: { until: hour(57) } },
    what: ["opened", "acknowledged"],
  });
});

test("discharge, cancellation and a plan that comes true end the watch and close the alert", () => {
  for (const [end, detail] of [
    [{ status: "discharged", dischargedAt: hour(49) }, "discharge"],
    [{ status: "cancelled" }, "cancelled"],
    [{ dischargedAt: hour(50) }, "discharge"],
  ] as [Partial<Admission>, string][]) {
    const one = bed();
    one.at(48);
    const over = one.at(50, { admission: stay(end) });
    expect(over).toMatchObject({ watch: null, changes: [{ what: "closed", detail }] });
  }
});

test("a discharge that lies ahead is a plan: until then the bed is watched, then the monitor looks", () => {
  const admission = stay({ dischargedAt: hour(49) });
  const one = bed({ admission });
  expect(one.at(10).watch?.nextAt).toBe(hour(48));
  expect(one.at(48)).toMatchObject({ alert: { state: "open" }, watch: { nextAt: hour(48.5) } });
  expect(
    settle(situation({ admission: stay({ dischargedAt: hour(20) }), nowMs: hourMs(10) })).watch,
  ).toMatchObject({ nextAt: hour(20) });
  expect(one.at(49).watch).toBeNull();
  expect(one.at(50, { admission: stay() }).what).toEqual(["opened"]);
});

test("an acknowledgement without a test opens again after the ward's hours", () => {
  const one = bed();
  one.at(48);
  const held = one.at(48.2, { entries: [acknowledged(1, 48.1)], mayOpen: false });
  expect(held.alert).toMatchObject({ state: "acknowledged", openSinceAt: null });
  expect(held.changes).toMatchObject([
    {
      what: "acknowledged",
      at: hour(48.1),
      detail: "seen",
      by: { name: "Ama" },
      entryId: entryId(1),
    },
  ]);
  expect(held.watch?.nextAt).toBe(hour(56.1));
  const open = one.at(56.1, { viewedAt: hour(56) });
  expect(open).toMatchObject({
    alert: {
      state: "open",
      openSinceAt: hour(56.1),
      first: null,
      actions: [{ entryId: entryId(1) }],
    },
    changes: [{ what: "reopened", detail: "expired" }],
  });
});

test("a shorter setting that ends an acknowledgement is an expiry, not a withdrawal", () => {
  const one = bed({ entries: [acknowledged(1, 48)] });
  one.at(48);
  const settings = wardSettings({ acknowledgedHours: 1 });
  expect(one.at(50, { settings }).changes).toContainEqual(
    expect.objectContaining({ what: "reopened", detail: "expired" }),
  );
});

test("an entry that a tablet made before the monitor came decides from the opening on", () => {
  const one = bed({ entries: [acknowledged(1, 48.2)] });
  const opened = one.at(49);
  expect(opened.what).toEqual(["opened", "acknowledged"]);
  expect(opened.alert).toMatchObject({ state: "acknowledged", openedAt: hour(49) });
});

test("an entry that arrives after it ran out is logged, and the alert was open again since then", () => {
  const one = bed({
    settings: wardSettings({ escalateAfterMinutes: null, unviewedMinutes: null }),
  });
  one.at(48);
  const late = one.at(60, { entries: [acknowledged(1, 49)] });
  expect(late.what).toEqual(["acknowledged", "reopened"]);
  expect(late.alert).toMatchObject({ state: "open", openSinceAt: hour(57) });
  expect(one.at(61).changes).toEqual([]);
});

test("a withdrawal opens as though nothing had been said, and says who took it back", () => {
  const one = bed({ settings: wardSettings({ unviewedMinutes: null }) });
  one.at(48);
  one.at(48.2, { entries: [acknowledged(1, 48.1)] });
  const open = one.at(48.4, { entries: [acknowledged(1, 48.1), withdrawn(2, 48.3, 1, "Ben")] });
  expect(open.alert).toMatchObject({ state: "open", openSinceAt: hour(48), actions: [] });
  expect(open.changes).toMatchObject([
    { what: "withdrawn", at: hour(48.3), by: { name: "Ben" }, entryId: entryId(1) },
    { what: "reopened", detail: "withdrawn" },
  ]);
  expect(one.at(48.5).changes).toEqual([]);
});

test("withdrawing one of two leaves the alert in the other's hands", () => {
  const both = [acknowledged(1, 48.1), acknowledged(2, 48.2, "Ben")];
  const one = bed({ entries: both });
  one.at(49);
  const left = one.at(50, { entries: [...both, withdrawn(3, 49.5, 1)] });
  expect(left.alert).toMatchObject({ state: "acknowledged", first: { by: { name: "Ben" } } });
  expect(left.what).toEqual(["withdrawn"]);
});

test("a transfer opens it again on the new ward, by the new ward's rule, with its history", () => {
  const settings = wardSettings({}, [{ ward: "5A", policy: { thresholdHours: 36 } }]);
  const one = bed({ settings, entries: [acknowledged(1, 48.1)] });
  one.at(48.2);
  const moved = one.at(49, { admission: stay({ ward: "5A", bed: "3" }), mayOpen: false });
  expect(moved.alert).toMatchObject({
    episode,
    state: "open",
    ward: "5A",
    openedAt: hour(48.2),
    movedAt: hour(49),
    openSinceAt: hour(49),
    dueAt: hour(36),
  });
  expect(moved.changes).toMatchObject([
    { what: "moved", ward: "5A", bed: "3", fromWard: "4B", detail: "transfer" },
  ]);
  expect(one.at(49.2).changes).toEqual([]);
});

test("a transfer to a ward where it is not due closes it, and says that it was the transfer", () => {
  const settings = wardSettings({}, [{ ward: "5A", policy: { thresholdHours: 72 } }]);
  const one = bed({ settings });
  one.at(48);
  const moved = one.at(49, { admission: stay({ ward: "5A" }) });
  expect(moved.changes).toMatchObject([{ what: "closed", detail: "transfer", fromWard: "4B" }]);
  expect(moved.watch?.nextAt).toBe(hour(72));
});

test("back on the first ward what was said there before does not count again", () => {
  const one = bed({ entries: [acknowledged(1, 48.1)] });
  one.at(48.2);
  one.at(49, { admission: stay({ ward: "5A" }) });
  expect(one.at(50, { admission: stay() }).alert).toMatchObject({ state: "open", actions: [] });
});

test("changed settings close and say so", () => {
  const one = bed();
  one.at(48);
  const settings = wardSettings({ thresholdHours: 72 });
  expect(one.at(49, { settings, because: "settings" }).changes).toMatchObject([
    { what: "closed", detail: "settings" },
  ]);
});

test("it goes to the channels once when nobody has it in hand in time, and says so", () => {
  const one = bed({ settings: wardSettings({ unviewedMinutes: null }) });
  expect(one.at(48).watch?.nextAt).toBe(hour(50));
  const escalated = one.at(50);
  expect(escalated.changes).toMatchObject([{ what: "escalated", detail: "unacknowledged" }]);
  expect(escalated).toMatchObject({ alert: { state: "escalated" }, watch: { nextAt: null } });
  expect(one.at(55)).toMatchObject({ changes: [], alert: { state: "escalated" } });
});

test("after it was in hand and came back it goes there again", () => {
  const one = bed({ settings: wardSettings({ unviewedMinutes: null }) });
  one.at(48);
  one.at(50);
  one.at(51, { entries: [acknowledged(1, 51)] });
  expect(one.at(59).alert?.state).toBe("open");
  expect(one.at(61).changes).toMatchObject([{ what: "escalated", detail: "unacknowledged" }]);
});

test("a slip that is taken back sends nothing twice", () => {
  const one = bed({ settings: wardSettings({ unviewedMinutes: null }) });
  one.at(48);
  one.at(50);
  one.at(51, { entries: [acknowledged(1, 51)] });
  const back = one.at(51.1, { entries: [acknowledged(1, 51), withdrawn(2, 51.1, 1)] });
  expect(back.alert?.state).toBe("escalated");
  expect(back.what).toEqual(["withdrawn", "reopened"]);
});

test("withdrawing what had run out sends nothing twice either", () => {
  const one = bed({ settings: wardSettings({ unviewedMinutes: null }) });
  const entries = [acknowledged(1, 48)];
  one.at(48, { entries });
  one.at(56);
  expect(one.at(58).what).toEqual(["escalated"]);
  const back = one.at(59, { entries: [...entries, withdrawn(2, 59, 1)] });
  expect(back).toMatchObject({ alert: { state: "escalated", openSinceAt: hour(48) } });
  expect(back.what).toEqual(["withdrawn"]);
});

test("an alert that no screen has shown for half an hour goes to the channels, a shown one later", () => {
  const settings = wardSettings({ escalateAfterMinutes: null });
  expect(settle(situation({ settings })).watch?.nextAt).toBe(hour(48.5));
  const unseen = bed({ settings });
  unseen.at(48);
  expect(unseen.at(48.5).changes).toMatchObject([{ what: "escalated", detail: "unviewed" }]);
  const seen = bed({ settings });
  seen.at(48);
  expect(seen.at(48.5, { viewedAt: hour(48.4) })).toMatchObject({
    changes: [],
    watch: { nextAt: hour(48.9) },
  });
  expect(seen.at(48.9).what).toEqual(["escalated"]);
});

test("by hand it goes there at once, once, also while somebody has it in hand", () => {
  const asked = action(2, hour(49), episode, { type: "escalate" }, { by: "Ben" });
  for (const entries of [[asked], [acknowledged(1, 48.5), asked]] as StoredAction[][]) {
    const one = bed({ settings: wardSettings({ unviewedMinutes: null }) });
    one.at(48);
    const sent = one.at(49, { entries });
    const told = sent.changes.filter(({ what }) => what === "escalated");
    expect(told).toMatchObject([{ detail: "by-hand", by: { name: "Ben" }, entryId: entryId(2) }]);
    expect(sent.alert?.state).toBe(entries.length === 1 ? "escalated" : "acknowledged");
    expect(one.at(49.1).changes).toEqual([]);
  }
});

test("an escalation that is withdrawn no longer marks the alert", () => {
  const asked = action(1, hour(48.1), episode, { type: "escalate" });
  const one = bed({ settings: wardSettings({ unviewedMinutes: null }) });
  one.at(48);
  one.at(48.1, { entries: [asked] });
  const back = one.at(48.2, { entries: [asked, withdrawn(2, 48.2, 1)] });
  expect(back.alert).toMatchObject({ state: "open", escalations: [] } satisfies Partial<Alert>);
  expect(back.changes).toMatchObject([{ what: "withdrawn", detail: "by-hand" }]);
  expect(one.at(48.3, { entries: [withdrawn(2, 48.2, 1), asked] }).changes).toEqual([]);
});

test("a stay that begins late is due from a test before it, and never tested is its own class", () => {
  const admission = stay({ admittedAt: hour(60) });
  expect(
    settle(situation({ admission, lastTest: lastTest(hour(2)), nowMs: hourMs(60) })).watch,
  ).toMatchObject({ since: "test", dueAt: hour(50), alert: { openedAt: hour(60) } });
  expect(settle(situation()).watch?.since).toBe("admission");
  const unknown = stay({ admittedAt: null, firstSeenAt: hour(1) });
  expect(settle(situation({ admission: unknown })).watch).toMatchObject({
    since: "first-seen",
    dueAt: hour(49),
  });
});
