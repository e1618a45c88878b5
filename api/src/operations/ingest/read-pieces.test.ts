import { type CsvItem, createRowReader } from "@throughline/shared/csv/read-rows.ts";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readPieces } from "./read-pieces.ts";

const read = async (text: string, pieceLength = 65_536): Promise<CsvItem[]> => {
  const bytes = Buffer.from(text);
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += pieceLength) {
      yield bytes.subarray(at, at + pieceLength);
    }
  }
  const items: CsvItem[] = [];
  const reader = createRowReader({ delimiter: ",", encoding: "utf-8" });
  for await (const item of readPieces(pieces(), reader)) items.push(item);
  return items;
};

const summary = (items: CsvItem[]) =>
  items.flatMap((item) =>
    item.type === "end" ? [] : [[item.line, item.type === "row" ? item.cells : item.reason]],
  );

test("lines count from 1 as an editor shows them, through blank lines and quoted line breaks", async () => {
  const text = '\uFEFFa,b\r\n1,é\n\n\r\n"x\r\n\ny",2\r\n3,4';
  expect(summary(await read(text))).toEqual([
    [1, ["a", "b"]],
    [2, ["1", "é"]],
    [5, ["x\r\n\ny", "2"]],
    [8, ["3", "4"]],
  ]);
});

test("a fault of quotes costs its own line, and says which", async () => {
  const text = 'a,b\n"q"z,1\n2,3\nx"y,4\n\n"5,6\n7,8\n"9",10\n';
  expect(summary(await read(text))).toEqual([
    [1, ["a", "b"]],
    [2, "a quote is closed in the middle of a cell"],
    [3, ["2", "3"]],
    [4, "a quote is opened in the middle of a cell"],
    [6, "a quote is closed in the middle of a cell"],
    [7, ["7", "8"]],
    [8, ["9", "10"]],
  ]);
});

test("a file cut inside a quote says where the quote was opened; the lines below are still read", async () => {
  const items = await read('a\n1\n"2\n3');
  expect(summary(items)).toEqual([
    [1, ["a"]],
    [2, ["1"]],
    [3, "a quote is never closed"],
    [4, ["3"]],
  ]);
  expect(items.at(-1)).toMatchObject({ type: "end", problem: { code: "CUT_IN_QUOTE", line: 3 } });
});

test("a fault deep in a large file costs that line alone", async () => {
  const rows = Array.from({ length: 30_000 }, (_, index) => `${index},"case ${index}"`);
  rows[12_345] = '12345,"case"12345';
  rows[23_456] = '"23456,case';
  const items = await read(rows.join("\r\n"));
  expect(items.pop()).toMatchObject({ type: "end" });
  expect(items).toHaveLength(30_000);
  for (const [index, item] of items.entries()) {
    if (item.type === "end") throw new Error("ended early");
    expect(item.line).toBe(index + 1);
    const isBad = index === 12_345 || index === 23_456;
    expect(item.type === "row" ? item.cells : item.type).toEqual(
      isBad ? "fault" : [`${index}`, `case ${index}`],
    );
  }
});

test("the rows are those of another strict parser, and what it refuses is a fault", async () => {
  const untidy = fc.string({
    unit: fc.constantFrom("a", "é", "😀", '"', ",", "\n", "\r\n", " "),
    maxLength: 30,
  });
  await fc.assert(
    fc.asyncProperty(untidy, fc.integer({ min: 1, max: 7 }), async (text, pieceLength) => {
      const items = await read(text, pieceLength);
      const faults = items.filter(({ type }) => type === "fault");
      let theirs: string[][] | undefined;
      try {
        theirs = parse(text, {
          relax_column_count: true,
          skip_empty_lines: true,
          record_delimiter: ["\r\n", "\n", "\r"],
        });
      } catch {
        theirs = undefined;
      }
      if (theirs) {
        expect(faults).toEqual([]);
        expect(items.flatMap((item) => (item.type === "row" ? [item.cells] : []))).toEqual(theirs);
      } else {
        expect(faults).not.toEqual([]);
      }
    }),
    { numRuns: 500 },
  );
});
