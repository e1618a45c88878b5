import fc from "fast-check";
import { expect, it } from "vitest";
import { type PosterChoice, readPosterChoice, writePosterChoice } from "./poster-address.ts";
import { allLanguages } from "./poster-words.ts";

const usual: PosterChoice = { stations: null, perPage: 1, paper: "a4", languages: allLanguages };

it("takes the usual choice where the address says nothing or nonsense", () => {
  expect(readPosterChoice("")).toEqual(usual);
  expect(readPosterChoice("per-page=3&paper=a5&languages=xx")).toEqual(usual);
  expect(writePosterChoice("site=north&paper=letter", usual)).toBe("site=north");
});

it("reads back every choice that it writes", () => {
  const choice: fc.Arbitrary<PosterChoice> = fc.record({
    stations: fc.option(
      fc.uniqueArray(fc.constantFrom("entrance", "vitals", "lab"), { minLength: 1 }),
    ),
    perPage: fc.constantFrom(1 as const, 4 as const),
    paper: fc.constantFrom("a4" as const, "letter" as const),
    languages: fc.subarray([...allLanguages], { minLength: 1 }),
  });
  fc.assert(
    fc.property(choice, (given) => {
      expect(readPosterChoice(writePosterChoice("site=north", given))).toEqual(given);
    }),
  );
});

it("tells no station from all stations", () => {
  const none = writePosterChoice("", { ...usual, stations: [] });
  expect(readPosterChoice(none).stations).not.toBeNull();
});
