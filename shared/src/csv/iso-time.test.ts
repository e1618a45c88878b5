import { expect, test } from "vitest";
import { createLocalClock } from "../written-time.ts";
import { readIsoInstant } from "./iso-time.ts";

const iso = (text: string, zone = "Europe/Berlin") => {
  const ms = readIsoInstant(text, createLocalClock(zone));
  return ms === null ? null : new Date(ms).toISOString();
};

test.each([
  ["2017-01-02T11:41:53Z", "2017-01-02T11:41:53.000Z"],
  ["2017-01-02 11:41:53.1239+02:00", "2017-01-02T09:41:53.123Z"],
  ["2017-01-02T11:41-0530", "2017-01-02T17:11:00.000Z"],
  ["2017-01-02T11:41+05", "2017-01-02T06:41:00.000Z"],
  ["2024-07-01 09:00", "2024-07-01T07:00:00.000Z"],
  ["2024-01-01T09:00:00,5", "2024-01-01T08:00:00.500Z"],
  // Clocks went back from 03:00 to 02:00 on 2024-10-27: the earlier of the two.
  ["2024-10-27T02:30", "2024-10-27T00:30:00.000Z"],
  ["2024-02-29T00:00Z", "2024-02-29T00:00:00.000Z"],
])("%s is %s", (text, expected) => expect(iso(text)).toBe(expected));

test.each([
  "2024-03-31T02:30", // skipped by the clocks
  "2023-02-29T00:00Z",
  "2024-02-30T00:00+01:00",
  "2024-01-01",
  "2024-01-01T24:00Z",
  "2024-01-01T23:60Z",
  "2024-01-01T10:00+19:00",
  "01/02/2024 10:00",
  "1700000000",
  "",
])("%s is no time", (text) => expect(iso(text)).toBe(null));
