import { expect, test } from "vitest";
import { defaultFeedProfile, type FeedProfile } from "../feed-profile.ts";
import { headerReportSchema } from "../header-report.ts";
import { type CountingRule, DEFAULT_COUNTING } from "../lab-test.ts";
import { createLocalClock } from "../written-time.ts";
import { checkHeader } from "./check-header.ts";
import { encodeText } from "./encode-text.ts";

const defaultCounting: CountingRule = {
  types: { rule: "all", names: [] },
  statuses: [...DEFAULT_COUNTING],
};

const check = (
  bytes: Uint8Array | string,
  profile: Partial<FeedProfile> = {},
  isWhole = true,
  counting?: CountingRule,
) =>
  headerReportSchema.parse(
    checkHeader(typeof bytes === "string" ? encodeText(bytes, "utf-8") : bytes, isWhole, {
      profile: { ...defaultFeedProfile, ...profile },
      clock: createLocalClock("Europe/Berlin"),
      receivedMs: Date.parse("2026-11-21T12:00:00Z"),
      ...(counting && { counting }),
    }),
  );

const LIS = "test_id,patient_id,test_type,test_date";

test("a file is told by its first rows: kind, columns, and what each row would say", () => {
  const text = `${LIS},Comment\nT1,P1,CRP,2026-11-20T10:00,x\nT2,P1,CRP,20.11.2026,x\n`;
  expect(check(text)).toEqual({
    kind: "lis",
    problem: null,
    columns: [
      { name: "test_id", readAs: "test_id" },
      { name: "patient_id", readAs: "patient_id" },
      { name: "test_type", readAs: "test_type" },
      { name: "test_date", readAs: "test_date" },
      { name: "Comment", readAs: null },
    ],
    absent: ["admission_id", "result", "status", "lab_location", "updated_at"],
    encoding: "utf-8",
    delimiter: ",",
    guess: {},
    looked: { rows: 2, rejected: 1 },
    unknownStatuses: [],
    asOf: null,
    remarks: [],
    rows: [
      {
        line: 2,
        says: {
          test_id: "T1",
          patient_id: "P1",
          test_type: "CRP",
          test_date: "2026-11-20T09:00:00.000Z",
        },
        remarks: [],
        reasons: [],
      },
      {
        line: 3,
        says: null,
        remarks: [],
        reasons: [
          {
            column: "test_date",
            reason:
              "is no date and time that this feed reads; write it like 2026-11-20T10:42 or 2026-11-20 10:42:00+01:00",
          },
        ],
      },
    ],
  });
});

test("five rows are shown of a file that goes on, and a row cut off by the sample is none", () => {
  const row = "T1,P1,CRP,2026-11-20T10:00\n";
  const report = check(`${LIS}\n${row.repeat(7)}`, {}, false);
  expect(report.rows.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6]);
  const cut = check(`${LIS}\n${row}T2,P1,CR`, {}, false);
  expect(cut.rows).toHaveLength(1);
  expect(cut.problem).toBeNull();
});

test("what a file looks like is said where the profile reads it otherwise", () => {
  const semicolons = `${LIS.replaceAll(",", ";")};Prüfer\nT1;P1;CRP;2026-11-20;Süß\n`;
  for (const encoding of ["utf-16le", "utf-16be", "windows-1252"] as const) {
    const report = check(encodeText(semicolons, encoding));
    expect(report.guess).toEqual({ encoding, delimiter: ";" });
    expect(report.kind).toBeNull();
    const understood = check(encodeText(semicolons, encoding), report.guess);
    expect(understood).toMatchObject({ kind: "lis", problem: null, guess: {} });
  }
  expect(check(encodeText(`\uFEFF${LIS}\n`, "utf-16le"))).toMatchObject({
    kind: "lis",
    encoding: "utf-16le",
    guess: {},
  });
});

test("UTF-8 whose last letter the sample cuts is UTF-8 still", () => {
  const bytes = encodeText(`${LIS}\nT1,P1,é`, "utf-8").subarray(0, -1);
  expect(check(bytes, {}, false).guess).toEqual({});
});

test("a workbook of Excel looks like no encoding", () => {
  const { problem, guess } = check("PK\u0003\u0004\0\0\0\0\0\0");
  expect(problem).toMatchObject({ code: "ZIP_ARCHIVE" });
  expect(guess).toEqual({});
});

test("why a file would not be read", () => {
  expect(check("").problem).toMatchObject({ code: "EMPTY" });
  expect(check("patient_id,test_id,test_type\n")).toMatchObject({
    kind: null,
    problem: { code: "UNKNOWN_HEADER" },
    rows: [],
  });
  expect(check('"never closed', {}, false).problem).toMatchObject({ code: "UNKNOWN_HEADER" });
});

test("patients and records say their columns too", () => {
  expect(
    check(
      "patient_id,date_of_birth,admission_id,ward,status,admission_date\nP1,1950-01-31,A1,4B,Weg,2026-11-20\n",
    ).rows,
  ).toMatchObject([
    {
      says: {
        patient_id: "P1",
        date_of_birth: "1950-01-31",
        admission_id: "A1",
        ward: "4B",
        status: "active",
        admission_date: "2026-11-19T23:00:00.000Z",
      },
      remarks: [
        "admission_date is a date without a time: its first instant counts.",
        "An unknown status: it counts as active until the feed's profile maps it.",
      ],
    },
  ]);
  expect(check("medicalRecordNumber,dateTime\n007,2026-11-20T10:00Z\n").rows).toMatchObject([
    { says: { medicalRecordNumber: "007", dateTime: "2026-11-20T10:00:00.000Z" } },
  ]);
});

test("after the first rows those are shown that would be refused, and every remark and unknown status once", () => {
  const rows = Array.from({ length: 30 }, (_, index) => `T${index},P1,CRP,2026-11-20T08:00,final`);
  rows[9] = "T9,P1,CRP,never,final";
  rows[12] = "T12,P1,CRP,2026-11-20T08:00,Entnommen";
  rows[13] = "T13,P1,CRP,2026-11-20T08:00,ENTNOMMEN";
  const report = check(`${LIS},status\n${rows.join("\n")}\n`, {}, true, defaultCounting);
  expect(report.rows.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6, 11]);
  expect(report.looked).toEqual({ rows: 30, rejected: 1 });
  expect(report.unknownStatuses).toEqual(["Entnommen"]);
  expect(report.remarks).toEqual([
    {
      sentence: "An unknown status: the test does not count until the status is mapped.",
      rows: 2,
    },
  ]);
});

test("as of when a file holds is told where a column of it says so", () => {
  const profile = { asOf: { from: "column" as const, column: "Stand" } };
  const text = `${LIS},Stand\nT1,P1,CRP,2026-11-20T10:00,2026-11-21 09:30\n`;
  expect(check(text, profile).asOf).toBe("2026-11-21T08:30:00.000Z");
});

test("of an unknown header the names are told, and what seems to stand between them", () => {
  const text = "Probe;Patient;Art\n1;2;3\n";
  expect(check(text)).toMatchObject({
    kind: null,
    columns: [{ name: "Probe;Patient;Art", readAs: null }],
    guess: { delimiter: ";" },
  });
  expect(check(text, { delimiter: ";" })).toMatchObject({
    kind: null,
    columns: ["Probe", "Patient", "Art"].map((name) => ({ name, readAs: null })),
    guess: {},
  });
  expect(check("one, two\n").guess).toEqual({});
  expect(check("").columns).toEqual([]);
});
