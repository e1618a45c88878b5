import { bedOf, snapshotOf } from "@throughline/shared/testing/ward.ts";
import { wardEntrySchema } from "@throughline/shared/ward-entry.ts";
import { expect, test } from "vitest";
import { settleBed } from "../rules/settle-bed.ts";
import { type Draft, deedOfDraft, kinds, reviewDays } from "./draft-deed.ts";
import { hashBadge, nobody, resolveActor } from "./resolve-actor.ts";

const nowMs = Date.parse("2026-11-20T12:00:00.000Z");
const bed = bedOf({ bed: "1", nowMs, testedHoursAgo: 50 });
const snapshot = snapshotOf([bed], nowMs);
const row = settleBed(bed, snapshot, [], nowMs);
const { staff } = snapshot;
const clock = { nowMs, timeZone: "Europe/Berlin" };
const draft: Draft = {
  kind: "seen",
  entryId: "",
  reason: "in theatre",
  hours: 24,
  reviewDay: "2026-11-27",
};

test("a badge goes before a name that was chosen, and an unknown one is nobody's", async () => {
  const hash = await hashBadge(" badge-ben ");
  expect(resolveActor({ ...nobody, picked: "ana", badge: "badge-ben" }, staff, hash)).toEqual({
    name: "Ben Osei",
    staffId: "ben",
  });
  const other = await hashBadge("12345");
  expect(resolveActor({ ...nobody, picked: "ana", badge: "12345" }, staff, other)).toMatchObject({
    field: "badge",
  });
  expect(
    resolveActor({ ...nobody, badge: "x" }, [{ id: "a", name: "A" }], undefined),
  ).toMatchObject({
    field: "badge",
  });
});

test("a listed name, another name, or nobody", () => {
  expect(resolveActor({ ...nobody, picked: "ana" }, staff, undefined)).toEqual({
    name: "Ana Kovačević",
    staffId: "ana",
  });
  expect(resolveActor({ ...nobody, name: " Eva " }, staff, undefined)).toEqual({ name: "Eva" });
  expect(resolveActor({ ...nobody, name: " " }, staff, undefined)).toMatchObject({ field: "who" });
});

test("whatever is recorded is what the server reads", () => {
  const entryId = "01939e3a-5b00-7abc-8def-000000000001";
  for (const kind of [...kinds, "withdraw"] as const) {
    const deed = deedOfDraft({ ...draft, kind, entryId }, row, { name: "Ana" }, clock);
    const entry = {
      ...deed,
      id: entryId,
      stream: "ward",
      seq: 0,
      deviceAt: "2026-11-20T12:00:00.000Z",
      bootId: "b",
      monotonicMs: 0,
    };
    expect(wardEntrySchema.safeParse(entry).success, kind).toBe(true);
  }
});

test("a snooze and no tests intended need a reason, and a review day that may be chosen", () => {
  const by = { name: "Ana" };
  for (const kind of ["snooze", "no-tests"] as const) {
    expect(deedOfDraft({ ...draft, kind, reason: " " }, row, by, clock)).toMatchObject({
      field: "reason",
    });
  }
  expect(reviewDays(nowMs, clock.timeZone)).toEqual({ min: "2026-11-21", max: "2027-02-17" });
  for (const reviewDay of ["2026-11-20", "2027-02-18", ""]) {
    expect(deedOfDraft({ ...draft, kind: "no-tests", reviewDay }, row, by, clock)).toMatchObject({
      field: "review",
    });
  }
  // Midnight in Berlin.
  expect(deedOfDraft({ ...draft, kind: "no-tests" }, row, by, clock)).toMatchObject({
    body: { reviewAt: "2026-11-26T23:00:00.000Z", episode: row.alert?.episode },
  });
  expect(
    deedOfDraft({ ...draft, kind: "escalate", reason: "" }, row, by, clock),
  ).not.toHaveProperty("body.reason");
});
