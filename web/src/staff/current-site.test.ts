import { expect, it } from "vitest";
import { currentSite } from "./current-site.ts";

const sites = [{ site: "east" }, { site: "main" }];

it("takes the site of the address, else main, else the first", () => {
  expect(currentSite("site=East", sites)).toBe("east");
  expect(currentSite("day=2026-11-20", sites)).toBe("main");
  expect(currentSite("", [{ site: "east" }, { site: "west" }])).toBe("east");
});

it("puts no other site in place of one that does not exist", () => {
  expect(currentSite("site=nowhere", sites)).toBeUndefined();
  expect(currentSite("", [])).toBeUndefined();
});
