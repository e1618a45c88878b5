import { expect, it } from "vitest";
import { formatEvery } from "./file-words.ts";

it.each([
  [15, "every 15 min"],
  [119, "every 119 min"],
  [360, "every 6 h"],
  [10_080, "every 7 days"],
])("writes %s minutes as %s", (minutes, text) => {
  expect(formatEvery(minutes)).toBe(text);
});
