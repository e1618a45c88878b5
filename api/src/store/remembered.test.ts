import { expect, test } from "vitest";
import { remember } from "./remembered.ts";

const build = (values: (string | null | Error)[], maxKeys?: number) => {
  const clock = { nowMs: 0 };
  let loads = 0;
  const remembered = remember<string | null>({
    load: async () => {
      const value = values[loads++];
      if (value instanceof Error) throw value;
      return value ?? null;
    },
    forMs: 10,
    now: () => clock.nowMs,
    isWorthIt: (value) => value !== null,
    ...(maxKeys !== undefined && { maxKeys }),
  });
  return { remembered, clock, loads: () => loads };
};

test("remembers until the time is over, or until told to forget", async () => {
  const { remembered, clock } = build(["one", "two", "three"]);
  expect(await remembered.get("a")).toBe("one");
  clock.nowMs = 9;
  expect(await remembered.get("a")).toBe("one");
  clock.nowMs = 10;
  expect(await remembered.get("a")).toBe("two");
  remembered.forget("a");
  expect(await remembered.get("a")).toBe("three");
});

test("what is set is taken over until the time is over, also over a load under way", async () => {
  const { remembered, clock } = build(["old", "loaded"]);
  const early = remembered.get("a");
  remembered.set("a", "known");
  expect([await early, await remembered.get("a")]).toEqual(["old", "known"]);
  clock.nowMs = 10;
  expect(await remembered.get("a")).toBe("loaded");
});

test("simultaneous askers share one load", async () => {
  const { remembered, loads } = build(["one", "two"]);
  expect(await Promise.all([remembered.get("a"), remembered.get("a")])).toEqual(["one", "one"]);
  expect(loads()).toBe(1);
});

test("neither a failure nor what is not worth it is remembered", async () => {
  const { remembered } = build([new Error("away"), null, "here"]);
  await expect(remembered.get("a")).rejects.toThrow("away");
  expect(await remembered.get("a")).toBeNull();
  expect(await remembered.get("a")).toBe("here");
});

test("a load that began before the forgetting is not remembered after it", async () => {
  const { remembered } = build(["old", "new"]);
  const early = remembered.get("a");
  remembered.forget("a");
  expect(await early).toBe("old");
  expect(await remembered.get("a")).toBe("new");
});

test("the oldest of too many is forgotten", async () => {
  const { remembered, loads } = build(["1", "2", "3", "4"], 2);
  for (const key of ["a", "b", "c", "c", "b"]) await remembered.get(key);
  expect(loads()).toBe(3);
  await remembered.get("a");
  expect(loads()).toBe(4);
});
