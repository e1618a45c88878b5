import { expect, test } from "vitest";
import { fileFailure } from "./start-failure.ts";

test.each([
  ["EROFS", "is read-only"],
  ["ENOSPC", "is full"],
  ["EACCES", "no permission"],
  ["ENOENT", "cannot be made"],
])("%s is said in words", (code, words) => {
  const failure = fileFailure(Object.assign(new Error(), { code }), "/data");
  expect(failure?.message).toMatch(/^The data folder \/data [^\n]+\.$/);
  expect(failure?.message).toContain(words);
});

test("what is no matter of the disk stays as it is", () => {
  expect(fileFailure(new TypeError("x is not a function"), "/data")).toBeUndefined();
});
