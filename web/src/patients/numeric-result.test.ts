import { expect, it } from "vitest";
import { readNumericResult } from "./numeric-result.ts";

it.each([
  ["12.3 mg/L", 12.3, "mg/L"],
  ["12.3mg/L", 12.3, "mg/L"],
  [" 7 ", 7, ""],
  ["-0.5 mmol/l", -0.5, "mmol/l"],
  ["1,5", 1.5, ""],
  ["1.234", 1.234, ""],
  ["4.1e9 /L", 4.1e9, "/L"],
  ["98 %", 98, "%"],
])("reads %s", (text, value, unit) => {
  expect(readNumericResult(text)).toEqual({ value, unit });
});

it.each([
  "",
  "negative",
  "<5",
  ">= 60",
  "1,234",
  "1,234 mg/L",
  "3 4",
  "12-15",
  "1.2.3",
  "120/80",
  "1e999",
])("reads no number in %s", (text) => {
  expect(readNumericResult(text)).toBeNull();
});
