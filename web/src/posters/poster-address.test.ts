import fc from "fast-check";
import { expect, it } from "vitest";
import { languages } from "../i18n/languages.ts";
import {
  MOST_LANGUAGES,
  type PosterChoice,
  postersPerPage,
  readPosterChoice,
  writePosterChoice,
} from "./poster-address.ts";

const usual: PosterChoice = {
  stations: null,
  perPage: 1,
  paper: "a4",
  languages: null,
  title: null,
  note: "",
};

it("takes the usual choice where the address says nothing or nonsense", () => {
  expect(readPosterChoice("")).toEqual(usual);
  expect(readPosterChoice("per-page=3&paper=a5&languages=xx")).toEqual(usual);
  expect(writePosterChoice("site=north&paper=letter&title=A&note=B", usual)).toBe("site=north");
});

it("reads back every choice that it writes", () => {
  const tags = languages.map(({ tag }) => tag);
  const choice: fc.Arbitrary<PosterChoice> = fc.record({
    stations: fc.option(
      fc.uniqueArray(fc.constantFrom("entrance", "vitals", "lab"), { minLength: 1 }),
    ),
    perPage: fc.constantFrom(...postersPerPage),
    paper: fc.constantFrom("a4" as const, "letter" as const),
    languages: fc.option(fc.subarray(tags, { minLength: 1, maxLength: MOST_LANGUAGES })),
    title: fc.option(fc.string({ unit: "grapheme", minLength: 1 })),
    note: fc.string({ unit: "grapheme" }),
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

it("keeps three languages of an address that names more", () => {
  const named = languages.map(({ tag }) => tag).join(",");
  expect(readPosterChoice(`languages=${named}`).languages).toHaveLength(MOST_LANGUAGES);
});
