import { expect, test } from "vitest";
import { createHeldCodes } from "./held-codes.ts";

test("a held code comes once, however long it is held", () => {
  const comes = createHeldCodes();
  expect(comes("a", 0)).toBe(true);
  for (let ms = 100; ms <= 60_000; ms += 2_999) expect(comes("a", ms)).toBe(false);
});

test("another code comes at once, and the first is still held", () => {
  const comes = createHeldCodes();
  expect([comes("a", 0), comes("b", 1), comes("a", 2), comes("b", 3)]).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

test("a code that was away for three seconds comes anew", () => {
  const comes = createHeldCodes();
  comes("a", 0);
  expect(comes("a", 2_999)).toBe(false);
  expect(comes("a", 5_999)).toBe(true);
});
