import fc from "fast-check";
import { expect, test } from "vitest";
import { action, entryId, hour, hourMs } from "../testing/ward-builders.ts";
import type { StoredAction } from "../ward-entry.ts";
import { foldActions } from "./fold-actions.ts";

const episode = "a1@x";
const scene = { episode, ward: "4B", movedAt: null };
const policy = { acknowledgedHours: 8 };
const foldAt = (
  hours: number,
  entries: StoredAction[],
  where = scene as Parameters<typeof foldActions>[1],
) => foldActions(entries, where, policy, hourMs(hours));
const acknowledge = { type: "acknowledge" } as const;

test("an acknowledgement holds for the ward's hours and not a millisecond longer", () => {
  const entries = [action(1, hour(50), episode, acknowledge)];
  const held = foldActions(entries, scene, policy, hourMs(58) - 1);
  expect(held.action).toMatchObject({ type: "acknowledge", what: "seen", until: hour(58) });
  expect(held.action?.by.name).toBe("Ama");
  const over = foldAt(58, entries);
  expect(over).toMatchObject({ action: null, first: null, expiredAt: hour(58) });
  expect(over.actions).toHaveLength(1);
});

test("a snooze holds for its minutes, no tests until the review, 90 days and the rest of one at most", () => {
  const snooze = action(1, hour(50), episode, { type: "snooze", minutes: 90 });
  expect(foldAt(51, [snooze]).action?.until).toBe(hour(51.5));
  const review = action(2, hour(50), episode, { type: "no-tests", reviewAt: hour(200) });
  expect(foldAt(199, [review]).action?.until).toBe(hour(200));
  const never = action(3, hour(50), episode, { type: "no-tests", reviewAt: hour(90_000) });
  expect(foldAt(51, [never]).action?.until).toBe(hour(50 + 91 * 24));
});

test("of two nurses the later decides, and both see who was first", () => {
  const entries = [
    action(2, hour(51), episode, { type: "snooze", minutes: 60 }, { by: "Ben" }),
    action(1, hour(50), episode, acknowledge, { by: "Ama" }),
  ];
  const folded = foldAt(51.5, entries);
  expect(folded.action?.by.name).toBe("Ben");
  expect(folded.first?.by.name).toBe("Ama");
  expect(foldAt(52, entries)).toMatchObject({ action: null, expiredAt: hour(52) });
});

test("at one instant the order is that of the ids", () => {
  const entries = [
    action(2, hour(50), episode, acknowledge, { by: "Ben" }),
    action(1, hour(50), episode, acknowledge, { by: "Ama" }),
  ];
  expect(foldAt(51, entries).first?.by.name).toBe("Ama");
  expect(foldAt(51, entries).action?.by.name).toBe("Ben");
});

test("who was first counts anew once the alert was open again", () => {
  const entries = [
    action(1, hour(50), episode, acknowledge, { by: "Ama" }),
    action(2, hour(58), episode, acknowledge, { by: "Ben" }),
  ];
  expect(foldAt(59, entries).first?.by.name).toBe("Ben");
});

test("a withdrawn action might as well never have been made, whoever came first", () => {
  const made = action(1, hour(50), episode, acknowledge, { by: "Ama" });
  const other = action(2, hour(51), episode, acknowledge, { by: "Ben" });
  const taken = action(3, hour(52), episode, { type: "withdraw", entryId: entryId(1) });
  expect(foldAt(53, [made, taken])).toMatchObject({ action: null, actions: [], expiredAt: null });
  expect(foldAt(53, [taken, other, made]).first?.by.name).toBe("Ben");
  expect(foldAt(53, [taken]).withdrawals.get(entryId(1))?.id).toBe(entryId(3));
});

test("withdrawing the later leaves the earlier standing", () => {
  const entries = [
    action(1, hour(50), episode, acknowledge, { by: "Ama" }),
    action(2, hour(51), episode, { type: "snooze", minutes: 10 }, { by: "Ben" }),
    action(3, hour(52), episode, { type: "withdraw", entryId: entryId(2) }),
  ];
  expect(foldAt(53, entries).action).toMatchObject({ type: "acknowledge", until: hour(58) });
});

test("another episode's or ward's entries do not count, nor a former time on this ward", () => {
  const elsewhere = action(1, hour(50), episode, acknowledge, { ward: "5A" });
  const another = action(2, hour(50), "a1@y", acknowledge);
  const former = action(3, hour(50), episode, acknowledge);
  expect(foldAt(51, [elsewhere, another]).actions).toEqual([]);
  expect(foldAt(51, [former], { ...scene, movedAt: hour(50.5) }).actions).toEqual([]);
  expect(foldAt(51, [former], { ...scene, movedAt: hour(50) }).action).not.toBeNull();
});

test("an entry for the ward to which the patient came counts within its clock's error", () => {
  const at = new Date(hourMs(50) - 4_000).toISOString();
  const moved = { ...scene, movedAt: hour(50) };
  const sure = action(1, at, episode, acknowledge, { uncertaintyMs: 3_999 });
  expect(foldAt(51, [sure], moved).action).toBeNull();
  const unsure = action(1, at, episode, acknowledge, { uncertaintyMs: 4_000 });
  expect(foldAt(51, [unsure], moved).action).not.toBeNull();
});

test("no ward is one ward, however it is written", () => {
  const entry = action(1, hour(50), episode, acknowledge, { ward: "-" });
  expect(foldAt(51, [entry], { ...scene, ward: "" }).action).not.toBeNull();
});

const anyEntry = fc.record({
  at: fc.integer({ min: 0, max: 30 }),
  ward: fc.constantFrom("4B", "4B", "4B", "5A"),
  wanted: fc.oneof(
    fc.constant(acknowledge),
    fc.record({ type: fc.constant("snooze" as const), minutes: fc.integer({ min: 1, max: 600 }) }),
    fc.record({
      type: fc.constant("no-tests" as const),
      reviewAt: fc.integer({ min: 0, max: 40 }).map((hours) => hour(hours)),
    }),
    fc.constant({ type: "escalate" as const }),
    fc.record({
      type: fc.constant("withdraw" as const),
      entryId: fc.integer({ min: 0, max: 7 }).map(entryId),
    }),
  ),
});

test("the same entries come to the same in whatever order they arrive", () => {
  fc.assert(
    fc.property(
      fc.array(anyEntry, { maxLength: 8 }).chain((made) => {
        const entries = made.map(({ at, ward, wanted }, id) =>
          action(id, hour(at), episode, wanted, { ward }),
        );
        return fc.tuple(
          fc.constant(entries),
          fc.shuffledSubarray(entries, { minLength: entries.length }),
          fc.integer({ min: 0, max: 40 }),
          fc.option(fc.integer({ min: 0, max: 30 }).map((hours) => hour(hours))),
        );
      }),
      ([entries, shuffled, at, movedAt]) => {
        const where = { ...scene, movedAt };
        expect(foldAt(at, shuffled, where)).toEqual(foldAt(at, entries, where));
      },
    ),
  );
});
