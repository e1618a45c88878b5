import { expect, test } from "vitest";
import { encodeText } from "./csv/encode-text.ts";
import { findAsOfInName } from "./csv/find-as-of.ts";
import { createFactsReader, type FileItem } from "./csv/read-facts.ts";
import { defaultFeedProfile, type FeedProfile, feedProfileSchema } from "./feed-profile.ts";
import { createLocalClock } from "./written-time.ts";

const clock = createLocalClock("Europe/Berlin");
const receivedMs = Date.parse("2026-11-21T12:00:00.000Z");

const read = (lines: string[], changes: Partial<FeedProfile>): FileItem[] => {
  const profile = feedProfileSchema.parse({ ...defaultFeedProfile, ...changes });
  const reader = createFactsReader({ profile, clock, receivedMs });
  return [...reader.push(encodeText(lines.join("\n"), profile.encoding)), ...reader.end()];
};
const isProfile = (changes: Record<string, unknown>) =>
  feedProfileSchema.safeParse({ ...defaultFeedProfile, ...changes }).success;

test("a source's own names, delimiter, encoding, dates and words", () => {
  const items = read(
    [
      "Probe|Pat-Nr|Fall|Unters.|Abgenommen|Wert|Zustand|Ort",
      "T1|P1|A1|CRP|20.11.2026 10:42|5,2|FERTIG|Süd – €",
      "T2|P1|A1|CRP|20.11.2026|1|angefordert|",
      "T3|P1|A1|CRP|2026-11-20|1|Sonstwas|",
    ],
    {
      columns: {
        probe: "test_id",
        "Pat-Nr": "patient_id",
        Fall: "admission_id",
        "Unters.": "test_type",
        Abgenommen: "test_date",
        Wert: "result",
        Zustand: "status",
        Ort: "lab_location",
      },
      delimiter: "|",
      encoding: "windows-1252",
      dateFormats: ["dd.MM.yyyy HH:mm", "dd.MM.yyyy"],
      testStatus: { fertig: "counting", Angefordert: "not-counting" },
    },
  );
  expect(items.slice(1, 4)).toMatchObject([
    {
      facts: {
        test: {
          testId: "T1",
          patientId: "P1",
          admissionId: "A1",
          performedAt: "2026-11-20T09:42:00.000Z",
          result: "5,2",
          status: "completed",
          labLocation: "Süd – €",
        },
      },
    },
    { facts: { test: { performedAt: "2026-11-19T23:00:00.000Z", status: "not performed" } } },
    {
      type: "rejected",
      // The column is named as the file names it, and the examples are the feed's.
      reasons: [
        {
          column: "Abgenommen",
          reason:
            "is no date and time that this feed reads; write it like 20.11.2026 10:42 or 20.11.2026",
        },
      ],
    },
  ]);
});

test("an admission's words are mapped before the usual ones", () => {
  const items = read(
    ["patient_id,ward,admission_id,status", "P1,4B,A1,Entlassen", "P1,4B,A2,active", "P1,4B,A3,?"],
    { admissionStatus: { entlassen: "discharged", Active: "cancelled" } },
  );
  expect(items.slice(1, 4)).toMatchObject([
    { facts: { stay: { status: "discharged", statusText: "Entlassen", statusKnown: true } } },
    { facts: { stay: { status: "cancelled", statusKnown: true } } },
    { facts: { stay: { status: "active", statusKnown: false } } },
  ]);
});

test("a column that is there under both names is refused", () => {
  const [end] = read(["PID,patient_id,ward"], { columns: { PID: "patient_id" } });
  expect(end).toMatchObject({ problem: { code: "DUPLICATE_COLUMN" } });
});

const AS_OF = { from: "column", column: "Extracted" } as const;

test("as of when a file holds stands in its first whole row", () => {
  const items = read(
    ["patient_id,ward,extracted", 'P0,"x"x', "P0", "P1,,2026-11-21 06:00", "P2,,2026-11-20"],
    { asOf: AS_OF },
  );
  expect(items.map(({ type }) => type)).toEqual([
    "header",
    "rejected",
    "rejected",
    "row",
    "row",
    "end",
  ]);
  expect(items[0]).toMatchObject({ asOf: "2026-11-21T05:00:00.000Z", header: { extra: [] } });
  expect(read(["patient_id,ward,extracted"], { asOf: AS_OF })).toMatchObject([
    { type: "header", asOf: null },
    { type: "end" },
  ]);
});

test.each([
  ["patient_id,ward,extracted", "P1,,", "AS_OF_MISSING", "Extracted is empty in the first row."],
  [
    "patient_id,ward",
    "P1,",
    "AS_OF_MISSING",
    "The file has no column Extracted, which tells as of when it holds.",
  ],
  [
    "patient_id,ward,extracted",
    "P1,,2026-02-30",
    "AS_OF_MISSING",
    "Extracted in the first row is a date that does not exist.",
  ],
  [
    "patient_id,ward,extracted",
    "P1,,2026-11-21T13:10:00.001",
    "AS_OF_IN_FUTURE",
    "As of when the file holds (column Extracted) lies more than 10 minutes in the future.",
  ],
])("%s with %s: %s", (header, row, code, sentence) => {
  expect(read([header, row], { asOf: AS_OF })).toMatchObject([
    { type: "end", problem: { code, sentence } },
  ]);
});

test("as of when a file holds stands in its name", () => {
  const profile: FeedProfile = {
    ...defaultFeedProfile,
    asOf: { from: "name", pattern: "labs_{yyyyMMdd-HHmm}*.csv" },
  };
  const find = (name: string) => findAsOfInName(name, profile, clock, receivedMs);
  expect(find("labs_20261121-0600_full.csv")).toEqual({ asOf: "2026-11-21T05:00:00.000Z" });
  expect(find("labs.csv")).toMatchObject({ problem: { code: "AS_OF_MISSING" } });
  expect(find("labs_20260230-0600.csv")).toMatchObject({ problem: { code: "AS_OF_MISSING" } });
  expect(find("labs_20621121-0600.csv")).toMatchObject({ problem: { code: "AS_OF_IN_FUTURE" } });
  expect(findAsOfInName("labs.csv", defaultFeedProfile, clock, receivedMs)).toEqual({ asOf: null });
});

test("a profile that could be read in two ways is none", () => {
  expect(isProfile({})).toBe(true);
  expect(isProfile({ dateFormats: ["dd.MM.yyyy", "dd.MM.yyyy HH:mm", "yyyyMMdd"] })).toBe(true);
  expect(isProfile({ dateFormats: ["dd/MM/yyyy", "MM/dd/yyyy"] })).toBe(false);
  expect(isProfile({ dateFormats: ["d/M/yyyy", "MM/dd/yyyy"] })).toBe(false);
  expect(isProfile({ dateFormats: ["YYYY-MM-DD"] })).toBe(false);
  expect(isProfile({ columns: { a: "patient_id", b: "patient_id" } })).toBe(false);
  expect(isProfile({ columns: { PID: "patient_id", "pid ": "ward" } })).toBe(false);
  expect(isProfile({ columns: { a: "constructor" } })).toBe(false);
  expect(isProfile({ delimiter: "x" })).toBe(false);
  expect(isProfile({ encoding: "ebcdic" })).toBe(false);
  expect(isProfile({ asOf: { from: "name", pattern: "labs.csv" } })).toBe(false);
});
