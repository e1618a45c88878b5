import fc from "fast-check";
import { expect, it } from "vitest";
import { languages } from "../i18n/languages.ts";
import { MOST_SHEETS, readSlipChoice, writeSlipChoice } from "./slip-address.ts";

it("takes one A4 sheet in English where the address says nothing or nonsense", () => {
  const usual = { sheets: 1, paper: "a4", language: "en" };
  expect(readSlipChoice("")).toEqual(usual);
  for (const sheets of ["0", "-1", "1.5", "21", "1e9", "NaN"]) {
    expect(readSlipChoice(`sheets=${sheets}&paper=a5&language=xx`)).toEqual(usual);
  }
});

it("reads back every choice that it writes, and keeps the site", () => {
  const choice = fc.record({
    sheets: fc.integer({ min: 1, max: MOST_SHEETS }),
    paper: fc.constantFrom("a4" as const, "letter" as const),
    language: fc.constantFrom(...languages.map(({ tag }) => tag)),
  });
  fc.assert(
    fc.property(choice, (given) => {
      const written = writeSlipChoice("site=north", given);
      expect(readSlipChoice(written)).toEqual(given);
      expect(new URLSearchParams(written).get("site")).toBe("north");
    }),
  );
});
