import { expect, test } from "vitest";
import { readAddress } from "./address.ts";

test.each([
  ["/s/vitals", "main", "vitals"],
  ["/s/vitals/", "main", "vitals"],
  ["/s/Check-In", "main", "check-in"],
  ["/s/annex/lab", "annex", "lab"],
  ["/s/ANNEX/Lab", "annex", "lab"],
  ["/s/%6Cab", "main", "lab"],
])("%s is a scan at %s, %s", (path, site, station) => {
  expect(readAddress(path)).toEqual({ kind: "station", site, station });
});

test.each(["/visit", "/visit/"])("%s is the visit", (path) => {
  expect(readAddress(path)).toEqual({ kind: "visit" });
});

test.each(["/v", "/v/", "/v/annex"])("%s is a visit's code", (path) => {
  expect(readAddress(path)).toEqual({ kind: "code" });
});

test.each([
  "/",
  "/v/annex/lab",
  "/vitals",
  "/s/",
  "/s",
  "/s/a/b/c",
  "/s/no pe",
  "/s/%E0%A4%A",
  "/s/-x",
  `/s/${"x".repeat(41)}`,
])("%s is nowhere", (path) => {
  expect(readAddress(path)).toEqual({ kind: "nowhere" });
});
