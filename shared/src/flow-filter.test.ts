import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as z from "zod/mini";
import {
  type FlowFilter,
  flowFilterQuerySchema,
  isFiltering,
  writeFlowFilter,
} from "./flow-filter.ts";

const read = (query: Record<string, string>) => z.safeParse(flowFilterQuerySchema, query);

describe("a filter in an address", () => {
  test("is read in one spelling", () => {
    const query = {
      reasons: "Urgent,-,urgent",
      weekdays: "5,1,5",
      hours: "8-12",
      openHours: "true",
    };
    expect(read(query).data).toEqual({
      reasons: ["", "urgent"],
      weekdays: [1, 5],
      hours: { from: 8, to: 12 },
      openHours: true,
    });
  });

  test.each([
    ["reasons", ""],
    ["reasons", "urgent,,other"],
    ["reasons", "Herr Müller"],
    ["weekdays", "0"],
    ["weekdays", "8"],
    ["weekdays", "1-5"],
    ["hours", "8"],
    ["hours", "8-8"],
    ["hours", "24-8"],
    ["hours", "8-25"],
    ["hours", "22-0"],
    ["openHours", "yes"],
  ])("names the field that is none: %s=%s", (name, value) => {
    const { error } = read({ [name]: value });
    expect(error?.issues[0]?.path).toEqual([name]);
  });

  test("changes nothing when it is empty or says that all time counts", () => {
    expect(isFiltering({})).toBe(false);
    expect(isFiltering({ openHours: false })).toBe(false);
    expect(isFiltering({ openHours: true })).toBe(true);
  });

  test("comes back from what is written", () => {
    const filters: fc.Arbitrary<FlowFilter> = fc.record(
      {
        reasons: fc.uniqueArray(fc.constantFrom("", "urgent", "check-up"), { minLength: 1 }),
        weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
        hours: fc
          .record({ from: fc.integer({ min: 0, max: 23 }), to: fc.integer({ min: 1, max: 24 }) })
          .filter(({ from, to }) => from !== to),
        openHours: fc.constant(true),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(filters, (filter) => {
        const sorted = {
          ...filter,
          ...(filter.reasons && { reasons: [...filter.reasons].sort() }),
          ...(filter.weekdays && { weekdays: [...filter.weekdays].sort() }),
        };
        expect(read(Object.fromEntries(writeFlowFilter(filter))).data).toEqual(sorted);
      }),
    );
  });
});
