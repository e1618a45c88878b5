import { expect, test } from "vitest";
import { defaultFeedProfile, type FeedProfile } from "../feed-profile.ts";
import { oddIdentifiers, oddNames } from "../testing/odd-texts.ts";
import { defaultWardSettings } from "../ward.ts";
import { createLocalClock } from "../written-time.ts";
import { createFactsReader, type FileItem } from "./read-facts.ts";

declare const TextEncoder: new () => { encode(text: string): Uint8Array };

const RECEIVED = "2026-11-21T12:00:00.000Z";

const read = (
  text: string | string[],
  profile: Partial<FeedProfile> = {},
  zone = "Europe/Berlin",
) => {
  const reader = createFactsReader({
    profile: { ...defaultFeedProfile, ...profile },
    clock: createLocalClock(zone),
    receivedMs: Date.parse(RECEIVED),
    counting: defaultWardSettings.counting,
  });
  const bytes = new TextEncoder().encode(typeof text === "string" ? text : text.join("\n"));
  return [...reader.push(bytes), ...reader.end()];
};

const problemOf = (items: FileItem[]) => {
  const end = items.at(-1);
  return end?.type === "end" ? end.problem : undefined;
};
const factsOf = (items: FileItem[]) =>
  items.flatMap((item) => (item.type === "row" ? [item.facts] : []));
const reasonsOf = (items: FileItem[]) =>
  items.flatMap((item) =>
    item.type === "rejected"
      ? item.reasons.map(({ column, reason }) => `${item.line} ${column}: ${reason}`)
      : [],
  );
const remarksOf = (items: FileItem[]) =>
  items.flatMap((item) => (item.type === "row" ? item.remarks : []));

const lis = (...rows: string[]) => ["test_id,patient_id,test_type,test_date,status", ...rows];
const testAt = (date: string, zone?: string) => read(lis(`T1,P1,CRP,${date},final`), {}, zone);
const performedAt = (date: string, zone?: string) =>
  factsOf(testAt(date, zone)).map((facts) => facts.kind === "lis" && facts.test.performedAt)[0];

const PMS =
  "patient_id,first_name,last_name,date_of_birth,gender,admission_id,admission_date,ward,bed_number,status,discharge_date,updated_at";

test("a pms row is a patient and a stay", () => {
  const items = read([
    PMS,
    "P1,Ada,Okafor,1950-01-31,F,A1,2026-11-18T08:30,4B,12,Active,,2026-11-21 12:59:00+01:00",
  ]);
  expect(factsOf(items)).toEqual([
    {
      kind: "pms",
      patient: {
        patientId: "P1",
        firstName: "Ada",
        lastName: "Okafor",
        dateOfBirth: "1950-01-31",
        gender: "F",
      },
      stay: {
        patientId: "P1",
        admissionId: "A1",
        ward: "4B",
        bed: "12",
        status: "active",
        statusText: "Active",
        statusKnown: true,
        admittedAt: "2026-11-18T07:30:00.000Z",
        dischargedAt: null,
      },
      updatedAt: "2026-11-21T11:59:00.000Z",
    },
  ]);
  expect(remarksOf(items)).toEqual([]);
  expect(problemOf(items)).toBeUndefined();
});

test.each(["", "-"])("a ward written as %j is none", (ward) => {
  const [facts] = factsOf(read(["patient_id,admission_id,ward", `P1,A1,${ward}`]));
  expect(facts?.kind === "pms" && facts.stay?.ward).toBe("");
});

test("a lis row is a test, whatever the order of the columns and whatever else stands there", () => {
  const items = read([
    "\uFEFFLAB_LOCATION, Status ,extra,test_date,TEST_TYPE,patient_id,test_id,result,admission_id,",
    "Central,Final,?,2026-11-20,CRP,P1,T1,5.2,A1,!",
  ]);
  expect(factsOf(items)).toEqual([
    {
      kind: "lis",
      test: {
        testId: "T1",
        patientId: "P1",
        admissionId: "A1",
        testType: "CRP",
        // A date alone is its first instant: midnight in Berlin.
        performedAt: "2026-11-19T23:00:00.000Z",
        result: "5.2",
        status: "Final",
        labLocation: "Central",
      },
      statusText: "Final",
      updatedAt: null,
    },
  ]);
  expect(items[0]).toMatchObject({
    type: "header",
    header: {
      kind: "lis",
      extra: ["extra", "column 10, without a name"],
      absent: ["updated_at"],
    },
  });
});

test("a record keeps its text as it stands", () => {
  const items = read([
    "medicalRecordNumber,dateTime,doctorsNotes,firstName,lastName",
    '007,2026-11-20T10:00Z," two\nlines\t",Ada,Okafor',
  ]);
  expect(factsOf(items)).toEqual([
    {
      kind: "records",
      record: {
        medicalRecordNumber: "007",
        dateTime: "2026-11-20T10:00:00.000Z",
        doctorsNotes: " two\nlines\t",
        firstName: "Ada",
        lastName: "Okafor",
      },
    },
  ]);
});

test("identifiers are text: nothing is a number, a null or a key's separator", () => {
  const items = read(lis(...oddIdentifiers.map((id) => `${id},${id},CRP,2026-11-20T10:00,final`)));
  expect(
    factsOf(items).map(
      (facts) => facts.kind === "lis" && [facts.test.testId, facts.test.patientId],
    ),
  ).toEqual(oddIdentifiers.map((id) => [id, id]));
  expect(remarksOf(items)).toEqual([]);
});

test("names in ten scripts, script tags and formulas stay as they are", () => {
  const rows = oddNames.map((name, index) => `P${index},${name}`);
  const items = read(["patient_id,first_name", ...rows]);
  expect(factsOf(items).map((facts) => facts.kind === "pms" && facts.patient.firstName)).toEqual(
    oddNames,
  );
});

test("an instant that might have been another one is said, with where it stands", () => {
  const dateAlone = "test_date is a date without a time: its first instant counts.";
  const twice =
    "test_date is a local time that the clocks show twice in Europe/Berlin: the earlier one counts.";
  for (const [text, remarks] of [
    ["2025-10-26T01:59:59.999", []],
    ["2025-10-26T02:00", [twice]],
    ["2025-10-26T02:59:59.999", [twice]],
    ["2025-10-26T03:00", []],
    ["2025-10-26T02:30+02:00", []],
    ["2025-10-26", [dateAlone]],
    ["2025-10-27", [dateAlone]],
  ] as const) {
    expect([text, ...remarksOf(testAt(text))]).toEqual([text, ...remarks]);
  }
});

test("blanks around an identifier are left out, and that is said", () => {
  const items = read(
    lis(" T1 ,P1\u00A0,CRP,2026-11-20T10:00,final", "T2,P 2,CRP,2026-11-20T10:00,final"),
  );
  expect(factsOf(items)).toMatchObject([
    { test: { testId: "T1", patientId: "P1" } },
    { test: { testId: "T2", patientId: "P 2" } },
  ]);
  expect(remarksOf(items)).toEqual([
    "Blanks around test_id were left out.",
    "Blanks around patient_id were left out.",
  ]);
});

test("identifiers: 128 characters at most, no control characters, no lost letters", () => {
  const most = "x".repeat(128);
  expect(factsOf(read(lis(`${most},P1,CRP,2026-11-20,final`)))).toHaveLength(1);
  expect(
    reasonsOf(
      read(
        lis(
          `${most}x,P1,CRP,2026-11-20,final`,
          "T\0,P1,CRP,2026-11-20,final",
          "T\u0007,P1,CRP,2026-11-20,final",
          '"T\n1",P1,CRP,2026-11-20,final',
          "T\uFFFD,P1,CRP,2026-11-20,final",
          `${"語".repeat(53)},P1,CRP,2026-11-20,final`,
          `${"語".repeat(54)},P1,CRP,2026-11-20,final`,
          ",,,,final",
        ),
      ),
    ),
  ).toEqual([
    "2 test_id: is longer than 128 characters",
    "3 test_id: holds a NUL byte",
    "4 test_id: holds a control character or line break",
    "5 test_id: holds a control character or line break",
    "7 test_id: holds a letter that was lost before the file was sent",
    "9 test_id: is too long for an identifier in these letters",
    "10 test_id: is empty",
    "10 patient_id: is empty",
    "10 test_type: is empty",
    "10 test_date: is empty",
  ]);
});

test.each([
  ["2026-11-20T10:42:30.123Z", "2026-11-20T10:42:30.123Z"],
  ["2026-11-20 10:42", "2026-11-20T09:42:00.000Z"],
  ["2026-11-20T10:42-05:00", "2026-11-20T15:42:00.000Z"],
  // Clocks went back from 03:00 to 02:00 on 25 October 2026: the earlier of the two.
  ["2026-10-25T02:30", "2026-10-25T00:30:00.000Z"],
  ["2026-10-25", "2026-10-24T22:00:00.000Z"],
  ["2026-11-21T13:10:00.000", "2026-11-21T12:10:00.000Z"],
])("test_date %s is %s", (text, expected) => expect(performedAt(text)).toBe(expected));

const OTHER_SHAPE =
  "is no date and time that this feed reads; write it like 2026-11-20T10:42 or 2026-11-20 10:42:00+01:00";

test.each([
  ["20/11/2026", OTHER_SHAPE],
  ["11/20/2026 10:42 AM", OTHER_SHAPE],
  ["20.11.2026 10:42", OTHER_SHAPE],
  ["20261120104200", OTHER_SHAPE],
  ["20-NOV-26", OTHER_SHAPE],
  ["46346.4458", OTHER_SHAPE],
  ["1763635320", OTHER_SHAPE],
  ["2026-11-20T25:00", OTHER_SHAPE],
  ["2026-02-29T10:00", "is a date that does not exist"],
  ["2026-02-29", "is a date that does not exist"],
  ["9999-12-31T23:59-01:00", "is a date that does not exist"],
  ["0000-01-01T00:00+01:00", "is a date that does not exist"],
  ["0000-01-01T00:00", "is a date that does not exist"],
  ["2026-03-29T02:30", "is a local time that the clocks skip in Europe/Berlin"],
  ["2062-11-20T10:42", "lies more than 10 minutes in the future"],
  // Received at 13:00 in Berlin: 13:10 was read above.
  ["2026-11-21T13:10:00.001", "lies more than 10 minutes in the future"],
])("test_date %s is refused: %s", (text, reason) =>
  expect(reasonsOf(testAt(text))).toEqual([`2 test_date: ${reason}`]),
);

test("on the day when a zone left a day out, nothing happened", () => {
  // Samoa went over the date line: 30 December 2011 did not exist there.
  expect(performedAt("2011-12-29", "Pacific/Apia")).toBe("2011-12-29T10:00:00.000Z");
  expect(performedAt("2011-12-31", "Pacific/Apia")).toBe("2011-12-30T10:00:00.000Z");
  for (const date of ["2011-12-30", "2011-12-30T10:00"]) {
    expect(reasonsOf(testAt(date, "Pacific/Apia"))).toEqual([
      "2 test_date: is a local time that the clocks skip in Pacific/Apia",
    ]);
  }
});

test("every time but a discharge is refused when it lies ahead", () => {
  const rows = [
    "P1,A,B,2062-01-31,F,A1,2062-11-20,4B,1,Active,,2062-11-20",
    "P2,A,B,1950-01-31,F,A2,2026-11-20,4B,1,Active,2026-12-24,",
  ];
  const items = read([PMS, ...rows]);
  expect(reasonsOf(items)).toEqual([
    "2 date_of_birth: lies more than 10 minutes in the future",
    "2 admission_date: lies more than 10 minutes in the future",
    "2 updated_at: lies more than 10 minutes in the future",
  ]);
  expect(factsOf(items)).toMatchObject([{ stay: { dischargedAt: "2026-12-23T23:00:00.000Z" } }]);
  expect(
    reasonsOf(read(["medicalRecordNumber,dateTime", "1,2062-01-01", "2,", "3,20/11/2026"])),
  ).toEqual([
    "2 dateTime: lies more than 10 minutes in the future",
    "3 dateTime: is empty",
    `4 dateTime: ${OTHER_SHAPE}`,
  ]);
});

test("a birthday may carry a midnight, and nothing else", () => {
  const births = (...dates: string[]) =>
    read(["patient_id,date_of_birth", ...dates.map((date) => `P1,${date}`)]);
  const items = births("1950-01-31", "1950-01-31 00:00:00", "1950-01-31T00:00:00Z", "");
  expect(factsOf(items).map((facts) => facts.kind === "pms" && facts.patient.dateOfBirth)).toEqual([
    "1950-01-31",
    "1950-01-31",
    "1950-01-31",
    null,
  ]);
  expect(reasonsOf(births("1950-01-30T23:00Z", "31.01.1950", "1950-02-30"))).toEqual([
    "2 date_of_birth: is a time of day, where a date should stand",
    "3 date_of_birth: is no date that this feed reads; write it like 1950-01-31",
    "4 date_of_birth: is a date that does not exist",
  ]);
});

test.each([
  ["Active", "active", true],
  ["ADMITTED", "active", true],
  ["", "active", true],
  ["Discharged", "discharged", true],
  [" finished ", "discharged", true],
  ["Cancelled", "cancelled", true],
  ["entered_in_error", "cancelled", true],
  ["Gone fishing", "active", false],
  ["constructor", "active", false],
])("an admission's status %j is %s, known: %s", (text, status, statusKnown) => {
  const items = read([PMS, `P1,A,B,,,A1,2026-11-20,4B,1,${text},2026-11-21,`]);
  expect(factsOf(items)).toMatchObject([{ stay: { status, statusKnown } }]);
  expect(remarksOf(items).includes(UNKNOWN_STATUS)).toBe(!statusKnown);
});
const UNKNOWN_STATUS = "An unknown status: it counts as active until the feed's profile maps it.";

test("what a stay lacks is said, and a stay without its number is refused, never hidden", () => {
  expect(remarksOf(read([PMS, "P1,A,B,,,A1,,4B,1,Discharged,,"]))).toEqual([
    "No admission_date: the stay counts from when it was first seen.",
    "Discharged without a discharge_date: it counts from the row's own time.",
  ]);
  const patientOnly = read([PMS, "P1,A,B,,,,,,,Active,,"]);
  expect(factsOf(patientOnly)).toMatchObject([{ patient: { patientId: "P1" }, stay: null }]);
  expect(remarksOf(patientOnly)).toEqual(["No admission_id: only the patient went in."]);
  expect(
    reasonsOf(read([PMS, "P1,A,B,,,,,4B,,,,", "P1,A,B,,,A1,2026-11-20,,,,2026-11-19T12:00,"])),
  ).toEqual([
    "2 admission_id: is empty, though the row tells of a stay",
    "3 discharge_date: lies before admission_date",
  ]);
  expect(reasonsOf(read([PMS, "P1,A,B,,,A1,2026-11-20,,,,2026-11-20,"]))).toEqual([]);
});

test("a cancellation without a date undoes what was said: its updated_at stands for it", () => {
  const header = "test_id,patient_id,test_type,test_date,status,updated_at";
  const items = read([
    header,
    "T1,P1,CRP,,Cancelled,2026-11-20T10:00Z",
    "T2,P1,CRP,,final,2026-11-20T10:00Z",
    "T3,P1,CRP,,cancelled,",
    "T4,P1,CRP,20/11/2026,cancelled,2026-11-20T10:00Z",
  ]);
  expect(factsOf(items)).toMatchObject([
    { test: { testId: "T1", performedAt: "2026-11-20T10:00:00.000Z", status: "Cancelled" } },
  ]);
  expect(remarksOf(items)).toEqual([
    "No test_date on a test that does not count: updated_at stands for it.",
  ]);
  expect(reasonsOf(items)).toEqual([
    "3 test_date: is empty",
    "4 test_date: is empty",
    `5 test_date: ${OTHER_SHAPE}`,
  ]);
});

test("a test's status that nobody has mapped is said", () => {
  const items = read(
    lis(
      "T1,P1,CRP,2026-11-20T08:00,final",
      "T2,P1,CRP,2026-11-20T08:00,",
      "T3,P1,CRP,2026-11-20T08:00,Fertig",
    ),
  );
  expect(remarksOf(items)).toEqual([
    "An unknown status: the test does not count until the status is mapped.",
  ]);
});

test("a ragged row is refused with both counts, an empty one as empty", () => {
  const items = read(
    lis("T1,P1", "T1,P1,CRP,2026-11-20,final,", ",,,,", '" "', "T2,P1,CRP,2026-11-20,"),
  );
  expect(reasonsOf(items)).toEqual([
    "2 null: the row has 2 cells, the header 5",
    "3 null: the row has 6 cells, the header 5",
    "4 null: every cell of the row is empty",
    "5 null: the row has 1 cell, the header 5",
  ]);
  expect(factsOf(items)).toMatchObject([{ test: { testId: "T2" } }]);
});

test.each([
  [
    "a,b,c",
    "The first line is the header of no known kind of file (pms, lis, records). Is the header missing? Otherwise say in the feed's profile which columns are meant.",
  ],
  [
    "test_id,patient_id,test_type,first_name",
    "The header looks like that of lab tests (lis), but has no column test_date. Add it, or say in the feed's profile which column it is.",
  ],
  [
    "first_name,ward",
    "The header looks like that of patients and admissions (pms), but has no column patient_id. Add it, or say in the feed's profile which column it is.",
  ],
  [
    "firstName,doctorsNotes",
    "The header looks like that of patient records (records), but has no column medicalRecordNumber and dateTime. Add it, or say in the feed's profile which column it is.",
  ],
  [
    "test_id;patient_id;test_type;test_date",
    "The header's columns seem to be separated by semicolons: set the feed's delimiter.",
  ],
  ['"a"b,c', "The header at line 1 cannot be read: a quote is closed in the middle of a cell."],
])("the header %s is refused: %s", (header, sentence) => {
  const items = read([header, "1,2,3,4"]);
  expect(items).toHaveLength(1);
  expect(problemOf(items)).toMatchObject({ code: "UNKNOWN_HEADER", line: 1, sentence });
});

test("a header that names a column twice is refused", () => {
  for (const [header, named] of [
    ["patient_id,ward,Ward ", "ward"],
    ["patient_id,ward,x,y,Y,X", "x and y"],
  ] as const) {
    expect(problemOf(read(["", header]))).toEqual({
      code: "DUPLICATE_COLUMN",
      line: 2,
      sentence: `The header names ${named} more than once, so nobody can tell which one holds.`,
    });
  }
});

test("10,000 columns are refused", () => {
  const header = Array.from({ length: 10_000 }, (_, index) => `c${index}`).join(",");
  expect(problemOf(read(`patient_id,ward,${header}`))).toEqual({
    code: "TOO_MANY_COLUMNS",
    line: 1,
    sentence: "The header has 10,002 columns; at most 1,000 are read.",
  });
});

test("UTF-16 without a mark is recognised by its NUL bytes, and said", () => {
  const text = [...lis("T1,P1,CRP,2026-11-20,final").join("\n")].map((letter) => `${letter}\0`);
  expect(problemOf(read(text.join("")))).toMatchObject({ code: "NUL_BYTES", line: 1 });
});

test("a file that tells of tests and patients is one of tests; the rest is named", () => {
  const items = read(["test_id,patient_id,test_type,test_date,first_name,last_name,ward,gender"]);
  expect(items[0]).toMatchObject({
    type: "header",
    asOf: null,
    header: { kind: "lis", extra: ["first_name", "last_name", "ward", "gender"] },
  });
  expect(problemOf(items)).toBeUndefined();
});
