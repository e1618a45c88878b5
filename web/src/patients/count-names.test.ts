import { expect, test } from "vitest";
import { countNames } from "./count-names.ts";

const named = (lastName: string, firstName: string) => ({ lastName, firstName });

test.each([
  [0, []],
  [0, [named("", "")]],
  [1, [named("Okafor", "Ada"), named("OKAFOR ", "ada"), named("", "")]],
  [1, [named("José", "M"), named("Jose\u0301", "M")]],
  [2, [named("Okafor", "Ada"), named("Okafor", "Ben")]],
  [2, [named("Ada", "Okafor"), named("Okafor", "Ada")]],
])("%i of %j", (count, records) => {
  expect(countNames(records)).toBe(count);
});
