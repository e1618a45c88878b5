import { defaultSettings } from "@throughline/shared/site.ts";
import { expect, it } from "vitest";
import { describeFilter } from "./filter-words.ts";

const { reasons } = defaultSettings("UTC");

it("puts a filter in words", () => {
  const filter = {
    reasons: ["", "urgent", "old-code"],
    weekdays: [1, 7],
    hours: { from: 8, to: 12 },
    openHours: true,
  };
  expect(describeFilter(filter, reasons)).toBe(
    "no reason given, Urgent, Old code · Monday, Sunday · arrived 8:00 to 12:00 · open hours only",
  );
  expect(describeFilter({}, reasons)).toBe("");
});
