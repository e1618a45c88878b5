import { encodeText } from "@throughline/shared/csv/encode-text.ts";
import { createFactsReader, type FileItem } from "@throughline/shared/csv/read-facts.ts";
import {
  defaultFeedProfile,
  encodings,
  type FeedProfile,
} from "@throughline/shared/feed-profile.ts";
import type { RowIssue } from "@throughline/shared/file-report.ts";
import { createLocalClock } from "@throughline/shared/written-time.ts";
import { expect, test } from "vitest";
import { readPieces } from "./read-pieces.ts";
import { writeRejectedRows } from "./write-rejected-rows.ts";

/** In pieces that end anywhere. */
async function* stream(bytes: Uint8Array, from = 0) {
  for (let at = from; at < bytes.length; at += 7) yield bytes.subarray(at, at + 7);
}

const read = async (bytes: Uint8Array, profile: FeedProfile): Promise<FileItem[]> => {
  const items: FileItem[] = [];
  const options = {
    profile,
    clock: createLocalClock("Europe/Berlin"),
    receivedMs: Date.parse("2026-11-21T12:00:00Z"),
  };
  for await (const item of readPieces(stream(bytes), createFactsReader(options))) items.push(item);
  return items;
};

const issuesOf = (items: FileItem[]): RowIssue[] =>
  items.flatMap((item) => (item.type === "rejected" ? [item] : []));
const testIdsOf = (items: FileItem[]) =>
  items.flatMap((item) =>
    item.type === "row" && item.facts.kind === "lis" ? [item.facts.test.testId] : [],
  );

const write = async (bytes: Uint8Array, profile: FeedProfile): Promise<Uint8Array> => {
  const issues = issuesOf(await read(bytes, profile));
  const parts: Uint8Array[] = [];
  const open = (from: number) => stream(bytes, from);
  for await (const part of writeRejectedRows(open, issues, profile)) parts.push(part);
  return Buffer.concat(parts);
};

test.each(encodings)("in %s: header and bad rows as they came, and why", async (encoding) => {
  const profile = { ...defaultFeedProfile, encoding, delimiter: ";" as const };
  const text = [
    "test_id;patient_id;test_type;test_date;Prüfer",
    "T1;P1;CRP;2026-11-20;Ada",
    "T2;P2;CRP;20.11.2026;Jürgen’s €",
    'T3;"P\n3";CRP;2026-11-20;"a;""b"',
    "T4;P4;CRP",
    'T5;P5;"CRP" ;2026-11-20;x',
    "T6;P6;CRP;2026-11-20;Zoë",
    ";P7;;2026-11-20;=1+1",
  ].join("\r\n");
  const expected = [
    "test_id;patient_id;test_type;test_date;Prüfer;reason",
    'T2;P2;CRP;20.11.2026;Jürgen’s €;"test_date: is no date and time that this feed reads; write it like 2026-11-20T10:42 or 2026-11-20 10:42:00+01:00"',
    'T3;"P\n3";CRP;2026-11-20;"a;""b";"patient_id: holds a control character or line break"',
    'T4;P4;CRP;"the row has 3 cells, the header 5"',
    'T5;P5;"CRP" ;2026-11-20;x;"a quote is closed in the middle of a cell"',
    ';P7;;2026-11-20;=1+1;"test_id: is empty; test_type: is empty"',
    "",
  ].join("\r\n");
  const bytes = encodeText(text, encoding);
  const rejected = await write(bytes, profile);
  expect(Buffer.from(rejected)).toEqual(Buffer.from(encodeText(expected, encoding)));

  // Sent again as it is, every row is refused again; mended, it goes in.
  const again = await read(rejected, profile);
  expect(testIdsOf(again)).toEqual([]);
  expect(issuesOf(again)).toHaveLength(5);
  const mended = expected
    .replace("20.11.2026", "2026-11-20")
    .replace("P\n3", "P3")
    .replace("T4;P4;CRP", "T4;P4;CRP;2026-11-20;")
    .replace('"CRP" ', "CRP")
    .replace(";P7;;", "T7;P7;CRP;");
  const items = await read(encodeText(mended, encoding), profile);
  expect(testIdsOf(items)).toEqual(["T2", "T3", "T4", "T5", "T7"]);
  expect(items[0]).toMatchObject({ header: { extra: ["Prüfer", "reason"] } });
});

test.each(["\n", "\r", "\r\n"])("the file's own line break %j and mark are kept", async (end) => {
  const text = `\uFEFF${end}test_id,patient_id,test_type,test_date${end}T1,P1,CRP,${end}`;
  const bytes = await write(encodeText(text, "utf-16le"), defaultFeedProfile);
  expect(Buffer.from(bytes).toString("utf16le")).toBe(
    `\uFEFF${end}test_id,patient_id,test_type,test_date,reason${end}T1,P1,CRP,,"test_date: is empty"${end}`,
  );
});

test("a mended file that is refused once more gets a column of another name", async () => {
  const text = "test_id,patient_id,test_type,test_date,Reason\nT1,P1,CRP,,x\n";
  const bytes = await write(encodeText(text, "utf-8"), defaultFeedProfile);
  expect(Buffer.from(bytes).toString()).toBe(
    'test_id,patient_id,test_type,test_date,Reason,reason 2\nT1,P1,CRP,,x,"test_date: is empty"\n',
  );
  expect((await read(bytes, defaultFeedProfile))[0]).toMatchObject({ type: "header" });
});

test("a column that is called like a formula makes none of the reason", async () => {
  const profile = { ...defaultFeedProfile, columns: { "=cmd": "test_id" as const } };
  const bytes = await write(
    encodeText("=cmd,patient_id,test_type,test_date\n,P1,CRP,2026-11-20", "utf-8"),
    profile,
  );
  expect(Buffer.from(bytes).toString().split("\n")[1]).toBe(`,P1,CRP,2026-11-20,"'=cmd: is empty"`);
});

test("nothing comes of a file without a header", async () => {
  for (const text of ["", "\n", '"a"b,c\n1,2']) {
    expect(await write(encodeText(text, "utf-8"), defaultFeedProfile)).toHaveLength(0);
  }
});
