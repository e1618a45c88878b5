import { expect, test } from "vitest";
import { parseBacktestOptions } from "./options.ts";

const around = { cwd: "/data", zone: "Europe/Berlin" };
const files = ["--pms", "p.csv", "--lis", "l.csv"];
const parse = (...args: string[]) => parseBacktestOptions([...files, ...args], around);

test("the files alone are enough", () => {
  expect(parse()).toEqual({
    pms: "/data/p.csv",
    lis: "/data/l.csv",
    thresholdHours: 48,
    timeZone: "Europe/Berlin",
    fromMs: undefined,
    toMs: undefined,
    stepMs: 60_000,
    json: false,
  });
});

test("a period may be dates of the zone, local times or instants", () => {
  expect(parse("--from", "2026-03-29", "--to", "2026-03-30T00:00Z")).toMatchObject({
    fromMs: Date.parse("2026-03-28T23:00:00Z"),
    toMs: Date.parse("2026-03-30T00:00:00Z"),
  });
  expect(parse("--from", "2026-07-01 08:00", "--time-zone", "Asia/Kolkata")).toMatchObject({
    fromMs: Date.parse("2026-07-01T02:30:00Z"),
  });
});

test.each([
  ["30s", 30_000],
  ["1m", 60_000],
  ["2h", 7_200_000],
])("--step %s", (text, ms) => {
  expect(parse("--step", text)).toMatchObject({ stepMs: ms });
});

test.each([
  [["--pms", "p.csv"], "--lis is missing"],
  [[...files, "--threshold", "0"], "--threshold"],
  [[...files, "--threshold", "two days"], "--threshold"],
  [[...files, "--step", "0m"], "--step"],
  [[...files, "--step", "1 day"], "--step"],
  [[...files, "--from", "1.3.2026"], "--from"],
  [[...files, "--from", "2026-03-02", "--to", "2026-03-02"], "--to is not after --from"],
  [[...files, "--time-zone", "Berlin"], "--time-zone"],
  [[...files, "--treshold", "3"], "--treshold"],
])("%j is refused", (args, sentence) => {
  expect(() => parseBacktestOptions(args, around)).toThrow(sentence);
});

test("help needs no files", () => {
  expect(parseBacktestOptions(["--help"], around)).toBe("help");
});
