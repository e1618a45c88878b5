import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { posterWords } from "../posters/poster-words.ts";
import { slipWords } from "../slips/slip-words.ts";
import { loadCatalogue } from "./catalogue.ts";
import { en } from "./en.ts";
import { first } from "./first/en.ts";
import { loadFirstStrings } from "./first.ts";
import { type Language, languages } from "./languages.ts";

/**
 * That no language lacks a text or has one too many is for the types to say. This is what they
 * cannot see: what is never shown, what is not filled in, and which forms a language needs.
 */
const everything = async (tag: Language) => ({
  ...(await loadFirstStrings(tag)),
  ...(await loadCatalogue[tag]()),
});

/** All texts by their path; the forms of a plural are one path. */
const texts = (value: unknown, path: string[] = []): [string[], string][] => {
  if (typeof value === "string") return [[path, value]];
  return Object.entries(value as object).flatMap(([key, inner]) =>
    texts(inner, /^(zero|one|two|few|many|other)$/.test(key) ? path : [...path, key]),
  );
};
const braces = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string);
const pathsOf = (value: unknown) => texts(value).map(([path]) => path.join("."));

const plurals = (value: unknown, path = ""): [string, Record<string, string>][] => {
  if (typeof value !== "object" || value === null) return [];
  if ("other" in value) return [[path, value as Record<string, string>]];
  return Object.entries(value).flatMap(([key, inner]) => plurals(inner, `${path}.${key}`));
};

/** The numbers that a page ever counts up to. */
const COUNTED_TO = 2_000;

describe.each(languages.map(({ tag }) => tag))("%s", (tag) => {
  test("says what English says, and fills in what English fills in", async () => {
    const english = new Map<string, Set<string>>();
    for (const [path, text] of texts(await everything("en"))) {
      const known = english.get(path.join(".")) ?? new Set();
      for (const name of braces(text)) known.add(name);
      english.set(path.join("."), known);
    }
    const spoken = await everything(tag);
    expect(new Set(pathsOf(spoken))).toEqual(new Set(english.keys()));
    for (const [path, text] of texts(spoken)) {
      const key = path.join(".");
      expect(text.trim(), key).not.toBe("");
      const filled = new Set(braces(text));
      // "One day" and "two visits" are words in some languages, so that form has no number.
      const named = [...(english.get(key) ?? [])].filter((name) => name !== "n");
      expect([...filled].filter((name) => name !== "n").sort(), key).toEqual(named.sort());
      if (filled.has("n")) expect(english.get(key), key).toContain("n");
    }
  });

  test("has a form of its own for every kind of number", async () => {
    const rules = new Intl.PluralRules(tag);
    const needed = new Set(Array.from({ length: COUNTED_TO }, (_, n) => rules.select(n)));
    for (const [path, forms] of plurals(await everything(tag))) {
      // A text that does not change with its number has `other` alone.
      if (Object.keys(forms).length === 1) continue;
      expect(new Set(Object.keys(forms)), path).toEqual(needed);
    }
  });
});

/** What each language says a scan does not do. */
const denials: Record<Language, RegExp> = {
  en: /does not check you in/,
  es: /No registra su llegada/,
  fr: /arrivée n’est pas enregistrée/,
  de: /nicht angemeldet|keine Anmeldung/,
  pt: /Não registra a sua chegada/,
  ar: /لا يسجّل/,
  zh: /不会为您办理报到/,
  hi: /आने की सूचना दर्ज नहीं होती/,
};

test.each(languages.map(({ tag }) => tag))("%s never reads as a check-in", async (tag) => {
  expect((await everything(tag)).purpose).toMatch(denials[tag]);
  expect(slipWords[tag].measures).toMatch(denials[tag]);
  expect(posterWords[tag].measures).toMatch(tag === "es" ? /No le registra/ : denials[tag]);
});

/** The sources that speak to patients, without the tests. */
const sources = readdirSync(join(import.meta.dirname, ".."), {
  recursive: true,
  withFileTypes: true,
})
  .filter(({ name }) => /\.tsx?$/.test(name) && !/\.test\./.test(name))
  .filter(
    ({ parentPath, name }) => !parentPath.includes("i18n") || /^(attempt-)?words\.ts$/.test(name),
  )
  .map(({ parentPath, name }) => readFileSync(join(parentPath, name), "utf8"));

const isNoIndex = (key: string) => !/^\d+$/.test(key);

/** Whether a source reads this text: as a member, by name out of its group, or by an index. */
const isUsed = (path: string[]): boolean => {
  const [group, ...inner] = path.length > 1 ? path : ["strings|catalogue", ...path];
  const [key, ...below] = inner.reverse();
  const member = new RegExp(`\\.${key}\\b|\\{[^{}]*\\b${key}\\b[^{}]*\\} =`);
  const index = below.length > 0 ? new RegExp(`\\.${below[0]}\\[`) : undefined;
  const speaks = new RegExp(`\\b(${group})\\b`);
  return sources.some(
    (source) => speaks.test(source) && (member.test(source) || (index?.test(source) ?? false)),
  );
};

test("every text is shown somewhere", () => {
  expect(isUsed(["sync", "why", "busy"])).toBe(true);
  expect(isUsed(["sync", "nothingOfTheKind"])).toBe(false);
  const paths = [...texts(first), ...texts(en)].map(([path]) => path.filter(isNoIndex));
  expect(paths.filter((path) => !isUsed([...path])).map((path) => path.join("."))).toEqual([]);
});

test("the page for older browsers speaks them too", () => {
  const file = join(import.meta.dirname, "../../public/older-browser-scan.js");
  const source = /var strings = (\{[\s\S]*?\n {2}\});/.exec(readFileSync(file, "utf8"))?.[1];
  const spoken: Record<string, Record<string, string>> = runInNewContext(`(${source})`);
  expect(Object.keys(spoken).sort()).toEqual(languages.map(({ tag }) => tag).sort());
  for (const [tag, said] of Object.entries(spoken)) {
    expect(Object.keys(said), tag).toEqual(Object.keys(spoken.en ?? {}));
    expect(said.purpose).toMatch(denials[tag as Language]);
  }
});
