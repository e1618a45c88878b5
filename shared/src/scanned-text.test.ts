import { expect, test } from "vitest";
import { readScannedText } from "./scanned-text.ts";

const visitId = "01939e3a-0000-7000-8000-000000000001";
const ours = { site: "main", origins: ["https://flow.example", "http://10.0.0.5:8080"] };
const code = { site: "main", visitId, visitDay: "2026-11-20", language: "ar" };

test.each([
  [`https://flow.example/v#${visitId}.2026-11-20.ar`, { kind: "visit", code }],
  [
    `http://10.0.0.5:8080/v#${visitId}..ar`,
    { kind: "visit", code: { ...code, visitDay: undefined } },
  ],
  ["https://FLOW.example/s/Vitals", { kind: "poster", site: "main", station: "vitals" }],
  ["https://flow.example/s/main/check-in/", { kind: "poster", site: "main", station: "check-in" }],
])("%s is ours", (text, expected) => {
  expect(readScannedText(text, ours)).toEqual(expected);
});

test.each([
  ["another origin's visit", `https://flow.example.org/v#${visitId}.2026-11-20.ar`],
  ["another port's visit", `http://10.0.0.5/v#${visitId}.2026-11-20.ar`],
  ["another site's visit", `https://flow.example/v/north#${visitId}.2026-11-20.ar`],
  ["another origin's poster", "https://elsewhere.example/s/vitals"],
  ["another site's poster", "https://flow.example/s/north/vitals"],
  ["a user name that looks like ours", "https://flow.example@elsewhere.example/s/vitals"],
  ["a poster with a query", "https://flow.example/s/vitals?x=1"],
  ["no station", "https://flow.example/s/"],
  ["another page", "https://flow.example/staff/flow"],
  ["a script", "javascript:alert(1)"],
  ["plain text", "4006381333931"],
  ["nothing", ""],
])("%s is not", (_, text) => {
  expect(readScannedText(text, ours)).toEqual({ kind: "foreign" });
});

test("where no site is known, any site's codes are ours", () => {
  expect(
    readScannedText("https://flow.example/s/north/vitals", { ...ours, site: undefined }),
  ).toEqual({ kind: "poster", site: "north", station: "vitals" });
});
