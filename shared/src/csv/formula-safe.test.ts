import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { csvCell, csvRow, readSafeText } from "./formula-safe.ts";

describe("CSV cells", () => {
  test.each([
    ["=1+2", "'=1+2"],
    ["+49 30", "'+49 30"],
    ["-5", "'-5"],
    ["@cmd", "'@cmd"],
    ["\tx", "'\tx"],
    ["＝1", "'＝1"],
    ['=HYPERLINK("x")', `"'=HYPERLINK(""x"")"`],
    ["\rx", `"'\rx"`],
    ["'=1", "''=1"],
  ])("never begin as a formula: %j", (text, cell) => {
    expect(csvCell(text)).toBe(cell);
  });

  test.each([
    [-5, "-5"],
    [0.5, "0.5"],
    [null, ""],
    ["", ""],
    ["a-b", "a-b"],
    ["'t Hart", "'t Hart"],
    ["a,b", '"a,b"'],
    ['say "a"', '"say ""a"""'],
    ["two\nlines", '"two\nlines"'],
  ])("quote only where RFC 4180 asks for it: %j", (value, cell) => {
    expect(csvCell(value)).toBe(cell);
  });

  test("come back from a reader of RFC 4180", () => {
    // An independent reader: one cell a match, quoted or plain.
    const read = (row: string) =>
      [...`,${row.replace(/\r\n$/, "")}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^",\r\n]*))/g)].map(
        ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain,
      );
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 2 }), (texts) => {
        const cells = read(csvRow(texts));
        expect(cells.map((cell) => readSafeText(cell ?? ""))).toEqual(texts);
        for (const cell of cells) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
      }),
    );
  });
});
