import { describe, expect, test } from "vitest";
import { ar } from "./ar.ts";
import { en } from "./en.ts";
import { chooseLanguage, localeOf } from "./languages.ts";
import { createWords } from "./words.ts";

const minute = 60_000;

describe("durations", () => {
  const words = createWords("en", en, ["en-GB"]);
  test.each([
    [40_000, "1 min"],
    [23.4 * minute, "23 min"],
    [120 * minute, "120 min"],
    [125 * minute, "2 h 05"],
    [600 * minute, "10 h 00"],
  ])("%i ms are %s", (ms, text) => {
    expect(words.duration(ms)).toBe(text);
  });
});

test("Arabic has its own forms for two, a few and many, and isolates foreign names", () => {
  const words = createWords("ar", ar, ["ar-MA"]);
  const forms = [1, 2, 5, 11, 100].map((n) => words.count(ar.minutes, n));
  expect(forms).toEqual(["دقيقة واحدة", "دقيقتان", "5 دقائق", "11 دقيقة", "100 دقيقة"]);
  expect(words.fill("{a}", { a: "IMR" })).toBe("\u2068IMR\u2069");
});

test("a time that ends in a full stop does not bring a second one", () => {
  const words = createWords("en", en, ["en"]);
  expect(words.fill("Next try at {time}.", { time: "11:54 a.m." })).toBe("Next try at 11:54 a.m.");
});

test("digits and clock are those of the reader's own country", () => {
  expect(createWords("ar", ar, ["ar-EG"]).count(ar.minutes, 23)).toContain("٢٣");
  expect(localeOf("es", ["de", "es-MX", "es"])).toBe("es-MX");
  expect(localeOf("es", ["de"])).toBe("es");
});

test("the language is the remembered one, else the first of the browser's that is spoken here", () => {
  expect(chooseLanguage(["ar", "es"])).toBe("ar");
  expect(chooseLanguage([null, "pl", "es-MX", "en"])).toBe("es");
  expect(chooseLanguage(["xx", "pl"])).toBe("en");
  expect(chooseLanguage([])).toBe("en");
});
