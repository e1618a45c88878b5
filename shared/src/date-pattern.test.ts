import { expect, test } from "vitest";
import { compileDatePattern } from "./date-pattern.ts";
import { compileNamePattern } from "./name-pattern.ts";

const readBy = (pattern: string, text: string) => {
  const compiled = compileDatePattern(pattern);
  if ("problem" in compiled) throw new Error(compiled.problem);
  return compiled.read(text);
};
const time = (day: string, clock: string, offsetMinutes: number | null = null) => ({
  day,
  msOfDay: Date.parse(`1970-01-01T${clock}Z`),
  offsetMinutes,
});

test.each([
  ["dd.MM.yyyy", "20.11.2026", { day: "2026-11-20", msOfDay: null, offsetMinutes: null }],
  ["dd.MM.yyyy HH:mm:ss", "01.02.2026 23:59:59", time("2026-02-01", "23:59:59")],
  ["d.M.yyyy H:mm", "1.2.2026 9:05", time("2026-02-01", "09:05")],
  ["MM/dd/yyyy hh:mm a", "11/20/2026 12:00 AM", time("2026-11-20", "00:00")],
  ["MM/dd/yyyy hh:mm a", "11/20/2026 12:00 pm", time("2026-11-20", "12:00")],
  ["M/d/yyyy h:mm a", "1/2/2026 1:30 p.m.", time("2026-01-02", "13:30")],
  ["yyyyMMddHHmmss", "20261120104230", time("2026-11-20", "10:42:30")],
  ["yyyyMMddHHmmssSSS", "20261120104230123", time("2026-11-20", "10:42:30.123")],
  ["dd-MMM-yyyy HH:mm", "20-NOV-2026 10:42", time("2026-11-20", "10:42")],
  [
    "yyyy-MM-dd'T'HH:mm:ss.SXXX",
    "2026-11-20T10:42:30.5-05:30",
    time("2026-11-20", "10:42:30.5", -330),
  ],
  ["yyyy-MM-dd HH:mmXXX", "2026-11-20 10:42Z", time("2026-11-20", "10:42", 0)],
  // Whether the day exists is for others to say.
  ["dd.MM.yyyy", "31.02.2026", { day: "2026-02-31", msOfDay: null, offsetMinutes: null }],
])("%s reads %s", (pattern, text, expected) => expect(readBy(pattern, text)).toEqual(expected));

test.each([
  ["dd.MM.yyyy", "1.11.2026"],
  ["dd.MM.yyyy", "20.11.2026 10:42"],
  ["dd.MM.yyyy", "20x11x2026"],
  ["dd.MM.yyyy HH:mm", "20.11.2026 24:00"],
  ["MM/dd/yyyy hh:mm a", "11/20/2026 13:00 PM"],
  ["MM/dd/yyyy hh:mm a", "11/20/2026 00:30 AM"],
  ["dd-MMM-yyyy", "20-FOO-2026"],
])("%s does not read %s", (pattern, text) => expect(readBy(pattern, text)).toBeNull());

test.each([
  ["dd.MM", "does not name the year"],
  ["yyyy-MM-dd HH", "names only one of hour and minute"],
  ["yyyy-MM-dd ss", "names the second without the hour"],
  ["yyyy-MM-dd hh:mm", "names an hour of the half day (hh) without AM or PM (a)"],
  ["yyyy-MM-dd HH:mm a", "names AM or PM (a) beside an hour of the whole day (HH)"],
  ["yyyy-MM-dd HH:mm.SSS", "names the fraction without the second"],
  ["yyyy-MM-dd dd", "names the day twice"],
  ["YYYY-MM-DD", `"YYYY" means nothing; put text into quotes: 'YYYY'`],
  ["yy-MM-dd", `"yy" means nothing; put text into quotes: 'yy'`],
])("the pattern %s %s", (pattern, problem) =>
  expect(compileDatePattern(pattern)).toEqual({ problem }),
);

test("a pattern's example is read by it", () => {
  for (const pattern of [
    "dd.MM.yyyy HH:mm",
    "M/d/yyyy h:mm a",
    "dd-MMM-yyyy",
    "yyyyMMddHHmmssSSS",
  ]) {
    const compiled = compileDatePattern(pattern);
    if ("problem" in compiled) throw new Error(compiled.problem);
    expect(compiled.read(compiled.example)).toMatchObject({ day: "2026-11-20" });
  }
});

test.each([
  ["labs_{yyyyMMdd-HHmm}*.csv", "labs_20261120-1042-full.CSV", time("2026-11-20", "10:42")],
  [
    "*{yyyy-MM-dd}*",
    "x 2026-11-20 (1).csv",
    { day: "2026-11-20", msOfDay: null, offsetMinutes: null },
  ],
  ["labs_{yyyyMMdd}.csv", "labs_20261120.csvx", null],
  ["a.b{yyyyMMdd}", "axb20261120", null],
])("the name pattern %s in %s", (pattern, name, expected) => {
  const compiled = compileNamePattern(pattern);
  if ("problem" in compiled) throw new Error(compiled.problem);
  expect(compiled.read(name)).toEqual(expected);
});

test("a name pattern needs one date, and few stars", () => {
  expect(compileNamePattern("labs.csv")).toEqual({ problem: "needs one date pattern in braces" });
  expect(compileNamePattern("{yyyy}.csv")).toEqual({ problem: "does not name the month" });
  expect(compileNamePattern("****{yyyyMMdd}")).toEqual({ problem: "has more than 3 stars" });
});
