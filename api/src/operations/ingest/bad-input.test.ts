import type { FeedProfile } from "@throughline/shared/feed-profile.ts";
import type { FileReport, RowIssue } from "@throughline/shared/file-report.ts";
import { oddIdentifiers, oddNames } from "@throughline/shared/testing/odd-texts.ts";
import { beforeEach, describe, expect, test } from "vitest";
import { type IngestUnderTest, startIngest } from "../../testing/start-ingest.ts";

/** What hospitals' systems really send, from its bytes to the table and the report: nothing is lost or altered unsaid. */

const LIS = "test_id,patient_id,test_type,test_date,result,status";
const PMS = "patient_id,first_name,last_name,admission_id,admission_date,ward,bed_number,status";

let world: IngestUnderTest;
beforeEach(async () => {
  world = await startIngest({ timeZone: "Europe/Berlin" });
});

const row = (testId: string, at = "2026-03-09T20:00", result = "5.2") =>
  `${testId},p1,CBC,${at},${result},final`;
const text = (...lines: string[]) => `${lines.join("\n")}\n`;
const stored = async (patientId = "p1") =>
  (await world.tests(patientId)).map(({ testId }) => testId).sort();
const linesOf = async ({ fileId }: FileReport) => {
  const found: RowIssue[] = [];
  const { rowIssues } = world.store.clinical;
  for await (const page of rowIssues.pages("main", { fileId, run: 1 })) found.push(...page);
  return found.map(({ line, reasons }) => [
    line,
    ...reasons.map(({ column, reason }) => (column ? `${column} ${reason}` : reason)),
  ]);
};
const marked = (encoding: "utf16le" | "utf8", given: string) =>
  Buffer.from(`\uFEFF${given}`, encoding);
const utf16be = (given: string) => marked("utf16le", given).swap16();

const waiting = (rows: number) => [
  {
    sentence: "No stay is known yet that the test belongs to: it waits for its admission.",
    rows,
  },
];

describe("bytes", () => {
  const good = text(LIS, row("é1"), row("語2"));
  test.each<[string, Buffer, string]>([
    ["a byte order mark", marked("utf8", good), "utf-8"],
    ["CRLF", Buffer.from(good.replaceAll("\n", "\r\n")), "utf-8"],
    ["CR alone", Buffer.from(good.replaceAll("\n", "\r")), "utf-8"],
    ["no line break at the end", Buffer.from(good.trimEnd()), "utf-8"],
    ["UTF-16, little endian", marked("utf16le", good), "utf-16le"],
    ["UTF-16, big endian", utf16be(good), "utf-16be"],
  ])("%s: all rows go in as they are", async (_, bytes, encoding) => {
    const report = await world.take("l.csv", bytes);
    expect(report).toMatchObject({ state: "done", encoding, remarks: waiting(2), problem: null });
    expect(report.counts).toMatchObject({ rows: 2, stored: 2, rejected: 0 });
    expect(await stored()).toEqual(["é1", "語2"]);
  });

  test("Latin-1 where nobody said so ends the file at its line; what came before is in, and said", async () => {
    const bytes = Buffer.from(text(LIS, row("t1"), row("é2"), row("t3")), "latin1");
    const report = await world.take("l.csv", bytes);
    expect(report).toMatchObject({
      state: "failed",
      problem: { code: "WRONG_ENCODING", line: 3 },
      counts: { rows: 1, stored: 1 },
    });
    expect(await stored()).toEqual(["t1"]);
    // Mended and sent again.
    expect((await world.take("m.csv", bytes.toString("latin1"))).counts).toMatchObject({
      unchanged: 1,
      stored: 2,
    });
    expect(await stored()).toEqual(["t1", "t3", "é2"]);
  });

  test("UTF-16 without its mark, NUL bytes in the header: one sentence", async () => {
    const report = await world.take("l.csv", marked("utf16le", good).subarray(2));
    expect(report).toMatchObject({ state: "failed", problem: { code: "NUL_BYTES", line: 1 } });
  });

  test("a NUL byte costs its row", async () => {
    const report = await world.take("l.csv", text(LIS, row("t\0"), row("t2")));
    expect(await linesOf(report)).toEqual([[2, "test_id holds a NUL byte"]]);
    expect(await stored()).toEqual(["t2"]);
  });
});

describe("rows", () => {
  test("a field of 10 MB costs its row", async () => {
    const report = await world.take(
      "l.csv",
      text(LIS, row("t1", "", "x".repeat(10 << 20)), row("t2")),
    );
    expect(report).toMatchObject({ state: "done", counts: { rows: 2, stored: 1, rejected: 1 } });
    expect(await linesOf(report)).toEqual([
      [2, "the row is longer than 1 MB, or a quote is never closed"],
    ]);
    expect(await stored()).toEqual(["t2"]);
  });

  test("ragged and empty ones are named", async () => {
    const report = await world.take("l.csv", text(LIS, "t1,p1", `${row("t2")},`, "", row("t3")));
    expect(await linesOf(report)).toEqual([
      [2, "the row has 2 cells, the header 6"],
      [3, "the row has 7 cells, the header 6"],
    ]);
    expect(await stored()).toEqual(["t3"]);
  });

  test("a quote that is never closed costs its line, and the file says that it may have been cut", async () => {
    const report = await world.take("l.csv", text(LIS, row("t1"), row("t2", "", '"x'), row("t3")));
    expect(report).toMatchObject({
      state: "failed",
      problem: { code: "CUT_IN_QUOTE", line: 3 },
      counts: { rows: 3, stored: 2, rejected: 1 },
    });
    expect(await linesOf(report)).toEqual([[3, "a quote is never closed"]]);
    expect(await stored()).toEqual(["t1", "t3"]);
  });

  test("line breaks in quotes count as an editor counts them", async () => {
    const report = await world.take(
      "l.csv",
      text(LIS, row("t1", undefined, '"a\nb\nc"'), ",,,,,x"),
    );
    expect((await linesOf(report))[0]?.[0]).toBe(5);
    expect((await world.tests("p1"))[0]?.result).toBe("a\nb\nc");
  });

  test("the same one twice is there once; of two that contradict each other one holds, and both are said", async () => {
    const same = await world.take("l.csv", text(LIS, row("t1"), row("t1")));
    expect(same.counts).toMatchObject({ rows: 2, stored: 1, unchanged: 1 });
    const [one, other] = [row("t2", undefined, "1"), row("t2", undefined, "2")];
    const report = await world.take("m.csv", text(LIS, one, other));
    expect(report.remarks.map(({ sentence }) => sentence)).toContainEqual(
      "More than one row about the same test, of the same time: one of them holds, the same one in whatever order rows and files come.",
    );
    const first = (await world.tests("p1")).find(({ testId }) => testId === "t2")?.result;
    world = await startIngest({ timeZone: "Europe/Berlin" });
    await world.take("m.csv", text(LIS, other, one));
    expect((await world.tests("p1"))[0]?.result).toBe(first);
  });
});

describe("headers", () => {
  test.each([
    [
      "10,000 columns",
      `${LIS},${Array.from({ length: 9_994 }, (_, i) => `c${i}`)}`,
      "TOO_MANY_COLUMNS",
    ],
    ["names of 60,000 letters", `${LIS},${"語".repeat(60_000)}`, "UNKNOWN_HEADER"],
    ["a column twice", `${LIS},Status`, "DUPLICATE_COLUMN"],
    ["semicolons", LIS.replaceAll(",", ";"), "UNKNOWN_HEADER"],
    ["a data row where the header should be", row("t1"), "UNKNOWN_HEADER"],
  ])("%s: refused in one sentence, and nothing goes in", async (_, header, code) => {
    const report = await world.take("l.csv", text(header, row("t1")));
    expect(report).toMatchObject({ state: "failed", problem: { code }, counts: { rows: 0 } });
    expect(report.problem?.sentence).toMatch(/^[A-Z].*\.$/);
    expect(await stored()).toEqual([]);
  });
});

test("rows that are bad in every column of a long name are all reported", async () => {
  const names = PMS.split(",").map((column) => [column.padEnd(200, "語"), column]);
  await world.saveFeed("pms", "pms", { columns: Object.fromEntries(names) });
  const bad = names.map(() => "a\u0001").join(",");
  const report = await world.take(
    "p.csv",
    text(names.map(([name]) => name).join(","), ...Array.from({ length: 150 }, () => bad)),
  );
  expect(report).toMatchObject({ state: "done", counts: { rows: 150, rejected: 150 } });
  expect((await linesOf(report)).map(([line]) => line)).toEqual(
    Array.from({ length: 150 }, (_, index) => index + 2),
  );
});

test("the longest header that is read fits the file's report", async () => {
  // 1,000 columns, 50,000 letters of three bytes.
  const names = Array.from({ length: 994 }, (_, index) => `${index}`.padEnd(50, "語"));
  const header = `${LIS},${names}`;
  expect(header.replaceAll(",", "").length).toBeGreaterThan(49_000);
  const report = await world.take("l.csv", text(header, row("t1") + ",".repeat(994)));
  expect(report).toMatchObject({ state: "done", extraColumns: names, counts: { stored: 1 } });
});

describe("cells", () => {
  test("identifiers, names in ten scripts, formulas and script tags stay as they are", async () => {
    const names = [...oddNames, '=HYPERLINK("x")'];
    const ids = names.map((_, index) => oddIdentifiers[index] ?? `P${index}`);
    expect(ids).toEqual(expect.arrayContaining([...oddIdentifiers]));
    const cell = (value: string) => `"${value.replaceAll('"', '""')}"`;
    const rows = ids.map((id, index) =>
      [id, names[index] as string, "X", id, "2026-03-09T00:00", "4B", id, "Active"]
        .map(cell)
        .join(","),
    );
    const report = await world.take("p.csv", text(PMS, ...rows));
    expect(report).toMatchObject({ counts: { stored: names.length, rejected: 0 }, remarks: [] });
    for (const [index, id] of ids.entries()) {
      const found = await world.store.clinical.patients.get("main", id);
      expect(found?.patient).toMatchObject({ patientId: id, firstName: names[index] });
      const stays = await world.store.clinical.admissions.listOfPatient("main", id);
      expect(stays.map(({ admission }) => [admission.admissionId, admission.bed])).toEqual([
        [id, id],
      ]);
    }
  });

  test("blanks around a cell are left out, and that is said", async () => {
    const report = await world.take("l.csv", text(LIS, row(" t1 ")));
    expect(report.remarks).toContainEqual({
      sentence: "Blanks around test_id were left out.",
      rows: 1,
    });
    expect(await stored()).toEqual(["t1"]);
  });

  test("times: other shapes, those that the clocks skip and those of 2062 are refused; an ambiguous one is the earlier", async () => {
    const other =
      "is no date and time that this feed reads; write it like 2026-11-20T10:42 or 2026-11-20 10:42:00+01:00";
    const skipped = "is a local time that the clocks skip in Europe/Berlin";
    const ahead = "lies more than 10 minutes in the future";
    const dates: [string, string][] = [
      ["09/03/2026 20:00", other],
      ["09.03.2026", other],
      ["20260309200000", other],
      ["46090.5", other],
      ["2026-02-30T10:00", "is a date that does not exist"],
      ["2025-03-30T02:30", skipped],
      ["2062-03-09T20:00", ahead],
    ];
    const report = await world.take(
      "l.csv",
      text(
        LIS,
        ...dates.map(([date], index) => row(`t${index}`, date)),
        row("dst", "2025-10-26T02:30"),
      ),
    );
    expect(await linesOf(report)).toEqual(
      dates.map(([, reason], index) => [index + 2, `test_date ${reason}`]),
    );
    expect(report.remarks).toContainEqual({
      sentence:
        "test_date is a local time that the clocks show twice in Europe/Berlin: the earlier one counts.",
      rows: 1,
    });
    expect(await world.tests("p1")).toMatchObject([
      { testId: "dst", performedAt: "2025-10-26T00:30:00.000Z" },
    ]);
  });

  test("a feed's own shapes of dates are read as it says", async () => {
    const profile: Partial<FeedProfile> = {
      dateFormats: ["dd.MM.yyyy HH:mm", "MM/dd/yyyy hh:mm a"],
    };
    await world.saveFeed("lis", "lis", profile);
    await world.take(
      "l.csv",
      text(LIS, row("t1", "09.03.2026 20:00"), row("t2", "03/09/2026 08:00 PM")),
    );
    expect((await world.tests("p1")).map(({ performedAt }) => performedAt)).toEqual([
      "2026-03-09T19:00:00.000Z",
      "2026-03-09T19:00:00.000Z",
    ]);
  });
});
