import { expect, test } from "vitest";
import { tellAttempt } from "./attempt-words.ts";
import { en } from "./en.ts";
import { createWords } from "./words.ts";

const words = createWords("en", en, ["en-GB"]);
const nextAttemptMs = new Date(2026, 10, 20, 10, 42).getTime();
const again = "10:42";

test("entries are on their way, or wait for a reason until a time", () => {
  const state = { sending: false, why: undefined, nextAttemptMs: undefined };
  expect(tellAttempt(words, { ...state, sending: true, nextAttemptMs })).toBe(en.sync.sending);
  expect(tellAttempt(words, { ...state, why: "tooSlow" })).toBe(en.sync.why.tooSlow);
  const told = tellAttempt(words, { ...state, why: "busy", nextAttemptMs });
  expect(told.startsWith(`${en.sync.why.busy} `)).toBe(true);
  expect(told).toContain(again);
  expect(tellAttempt(words, { ...state, nextAttemptMs })).toContain(again);
  expect(tellAttempt(words, state)).toBe("");
});
