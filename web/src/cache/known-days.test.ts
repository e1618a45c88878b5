import "fake-indexeddb/auto";
import { expect, it } from "vitest";
import { forgetAnswers, keepAnswer } from "./answers.ts";
import { findKnownDays } from "./known-days.ts";

it("finds the days of this site alone, without filtered ones, the latest first", async () => {
  for (const url of [
    "/sites/main/flow/days/2026-11-19",
    "/sites/main/flow/days/2026-11-20",
    "/sites/main/flow/days/2026-11-21?reasons=urgent",
    "/sites/main/flow/live",
    "/sites/main-2/flow/days/2026-11-22",
    "/sites/north/flow/days/2026-11-22",
  ]) {
    await keepAnswer({ url, fetchedAtMs: 1, value: {} });
  }
  expect(await findKnownDays("main")).toEqual(["2026-11-20", "2026-11-19"]);
  await forgetAnswers();
  expect(await findKnownDays("main")).toEqual([]);
});
