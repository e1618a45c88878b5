import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { type CsvRecord, readCsvRecords } from "./csv-records.ts";

const folder = mkdtempSync(join(tmpdir(), "throughline-csv-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const readText = async (text: string): Promise<CsvRecord[]> => {
  const file = join(folder, "records.csv");
  writeFileSync(file, text);
  const records: CsvRecord[] = [];
  for await (const record of readCsvRecords(file)) records.push(record);
  return records;
};

const summary = (records: CsvRecord[]) =>
  records.map((record) => [record.line, "cells" in record ? record.cells : record.problem]);

test("lines count from 1 as an editor shows them, through blank lines and quoted line breaks", async () => {
  const text = '\uFEFFa,b\r\n1,é\n\n\r\n"x\r\n\ny",2\r\n3,4';
  expect(summary(await readText(text))).toEqual([
    [1, ["a", "b"]],
    [2, ["1", "é"]],
    [5, ["x\r\n\ny", "2"]],
    [8, ["3", "4"]],
  ]);
});

test("a fault of quotes costs its own line, and says which", async () => {
  const text = 'a,b\n"q"z,1\n2,3\nx"y,4\n\n"5,6\n7,8\n"9",10\n';
  expect(summary(await readText(text))).toEqual([
    [1, ["a", "b"]],
    [2, "a quote is closed in the middle of a cell"],
    [3, ["2", "3"]],
    [4, "a quote is opened in the middle of a cell"],
    [6, "a quote is closed in the middle of a cell"],
    [7, ["7", "8"]],
    [8, ["9", "10"]],
  ]);
  expect(summary(await readText('a\n1\n"2\n3'))).toEqual([
    [1, ["a"]],
    [2, ["1"]],
    [3, "a quote is never closed"],
    [4, ["3"]],
  ]);
});

test("a fault deep in a large file costs that line alone", async () => {
  const rows = Array.from({ length: 30_000 }, (_, index) => `${index},"case ${index}"`);
  rows[12_345] = '12345,"case"12345';
  rows[23_456] = '"23456,case';
  const records = await readText(rows.join("\r\n"));
  expect(records).toHaveLength(30_000);
  for (const [index, record] of records.entries()) {
    expect(record.line).toBe(index + 1);
    const isBad = index === 12_345 || index === 23_456;
    expect("cells" in record ? record.cells : "problem").toEqual(
      isBad ? "problem" : [`${index}`, `case ${index}`],
    );
  }
});

test("whatever stands in the cells is read back, and every record at its line", async () => {
  const cell = fc.string({
    unit: fc.constantFrom("a", "é", "€", '"', ",", "\n", "\r\n", " ", "\uFEFF"),
  });
  const breaks = fc.constantFrom("\n", "\r\n");
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(cell, cell), { minLength: 1 }),
      breaks,
      async (rows, end) => {
        let line = 1;
        let text = "";
        const expected = rows.map(([first, second]) => {
          const row = `"${first.replaceAll('"', '""')}","${second.replaceAll('"', '""')}"${end}`;
          const at = line;
          line += row.split("\n").length - 1;
          text += row;
          return [at, [first, second]];
        });
        expect(summary(await readText(text))).toEqual(expected);
      },
    ),
  );
});
