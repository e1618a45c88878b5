import type { Station } from "@throughline/shared/station.ts";
import { expect, it } from "vitest";
import { usualLanguages } from "./usual-languages.ts";

const station = (labels?: Record<string, string>): Station => ({
  code: "lab",
  label: "Lab",
  kind: "service",
  labels,
});

it("is English alone for a site that has translated nothing", () => {
  expect(usualLanguages([station(), station({})])).toEqual(["en"]);
});

it("adds the languages of the site's labels, and no more than fit on a poster", () => {
  expect(usualLanguages([station(), station({ ar: "المختبر" })])).toEqual(["en", "ar"]);
  expect(usualLanguages([station({ xx: "?", es: "Laboratorio" })])).toEqual(["en", "es"]);
  const all = { es: "a", fr: "a", de: "a", pt: "a", ar: "a", zh: "a", hi: "a" };
  expect(usualLanguages([station(all)]).length).toBeLessThanOrEqual(3);
});
