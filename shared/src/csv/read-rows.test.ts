import fc from "fast-check";
import { expect, test } from "vitest";
import { type Encoding, encodings } from "../feed-profile.ts";
import { type CsvItem, createRowReader, type ReadRowsOptions } from "./read-rows.ts";

/** Letters that windows-1252 has too, with its byte where that is not the letter's number. */
const WINDOWS: Record<string, number> = { "€": 0x80, "’": 0x92, "–": 0x96, é: 0xe9 };

declare const TextEncoder: new () => { encode(text: string): Uint8Array };

/** An encoder of its own: the platform's knows UTF-8 alone. */
const encode = (text: string, encoding: Encoding, mark = false): Uint8Array => {
  const marked = mark ? `\uFEFF${text}` : text;
  if (encoding === "utf-8") return new TextEncoder().encode(marked);
  if (encoding === "windows-1252") {
    return Uint8Array.from([...text], (letter) => WINDOWS[letter] ?? letter.charCodeAt(0));
  }
  const units = Array.from({ length: marked.length }, (_, index) => marked.charCodeAt(index));
  return Uint8Array.from(
    units.flatMap((unit) =>
      encoding === "utf-16le" ? [unit & 255, unit >> 8] : [unit >> 8, unit & 255],
    ),
  );
};

const readPieces = (pieces: Uint8Array[], options: Partial<ReadRowsOptions> = {}): CsvItem[] => {
  const reader = createRowReader({ delimiter: ",", encoding: "utf-8", ...options });
  return [...pieces.flatMap((piece) => reader.push(piece)), ...reader.end()];
};

const read = (text: string | Uint8Array, options: Partial<ReadRowsOptions> = {}) =>
  readPieces([typeof text === "string" ? encode(text, "utf-8") : text], options);

const cellsOf = (items: CsvItem[]) =>
  items.flatMap((item) => (item.type === "row" ? [item.cells] : []));
const endOf = (items: CsvItem[]) => {
  const end = items.at(-1);
  if (end?.type !== "end") throw new Error("no end");
  return end;
};

const cutAt = (bytes: Uint8Array, places: readonly number[]): Uint8Array[] => {
  const cuts = [...new Set(places.map((place) => place % (bytes.length + 1)))].sort(
    (a, b) => a - b,
  );
  return [0, ...cuts].map((from, index) => bytes.subarray(from, cuts[index] ?? bytes.length));
};

test("any table comes back exactly, in any encoding, with any delimiter and line break, cut anywhere", () => {
  const letters = ["a", "0", " ", '"', ",", ";", "\t", "|", "\n", "\r", "\r\n", "é", "€", "’"];
  const wide = [...letters, "ß", "ش", "語", "अ", "Ω", "ж", "א", "한", "ไ", "😀", "\uFEFF"];
  const table = (units: string[]) =>
    fc.array(
      fc.array(fc.string({ unit: fc.constantFrom(...units), maxLength: 6 }), {
        minLength: 1,
        maxLength: 4,
      }),
      { minLength: 1, maxLength: 6 },
    );
  const file = fc.constantFrom(...encodings).chain((encoding) =>
    fc.record({
      encoding: fc.constant(encoding),
      rows: table(encoding === "windows-1252" ? letters : wide),
      delimiter: fc.constantFrom(",", ";", "\t", "|"),
      lineBreak: fc.constantFrom("\n", "\r\n", "\r"),
      lastBreak: fc.boolean(),
      mark: fc.boolean(),
      blank: fc.nat({ max: 2 }),
      alwaysQuoted: fc.boolean(),
      cuts: fc.array(fc.nat(), { maxLength: 8 }),
    }),
  );
  fc.assert(
    fc.property(file, ({ encoding, rows, delimiter, lineBreak, ...rest }) => {
      const write = (cell: string, alone: boolean) =>
        rest.alwaysQuoted || (alone && cell === "") || /[",;\t|\r\n\uFEFF]/.test(cell)
          ? `"${cell.replaceAll('"', '""')}"`
          : cell;
      const lines = rows.map((row) =>
        row.map((cell) => write(cell, row.length === 1)).join(delimiter),
      );
      // Lines as an editor counts them: by all that is written before.
      let text = "";
      const expected = lines.map((written, index) => {
        const line = text.split(/\r\n|\r|\n/).length;
        const byteFrom = encode(text, encoding, rest.mark).length;
        const byteTo = encode(text + written, encoding, rest.mark).length;
        const isLast = index === lines.length - 1;
        text += written + (isLast && !rest.lastBreak ? "" : lineBreak.repeat(1 + rest.blank));
        return { type: "row", line, rowNumber: index, byteFrom, byteTo, cells: rows[index] };
      });
      const bytes = encode(text, encoding, rest.mark);
      const items = readPieces(cutAt(bytes, rest.cuts), { delimiter, encoding });
      expect(items.slice(0, -1)).toEqual(expected);
      expect(endOf(items)).toEqual({
        type: "end",
        encoding,
        hasMark: rest.mark && encoding !== "windows-1252",
        bytes: bytes.length,
      });
    }),
    { numRuns: 400 },
  );
});

test("whatever the bytes, and wherever they are cut, the items are the same", () => {
  const bytes = fc.array(
    fc.constantFrom(0x61, 0x22, 0x2c, 0x0a, 0x0d, 0xc3, 0xa9, 0xe2, 0x82, 0xff, 0xfe, 0, 0xd8),
    { maxLength: 40 },
  );
  fc.assert(
    fc.property(
      bytes,
      fc.array(fc.nat(), { maxLength: 10 }),
      fc.constantFrom(...encodings),
      (all, cuts, encoding) => {
        const whole = Uint8Array.from(all);
        expect(readPieces(cutAt(whole, cuts), { encoding })).toEqual(
          readPieces([whole], { encoding }),
        );
      },
    ),
    { numRuns: 1000 },
  );
});

test("a byte order mark counts for more than what the feed says, and is no part of the header", () => {
  for (const encoding of ["utf-8", "utf-16le", "utf-16be"] as const) {
    const items = read(encode("a,b\né,2\n", encoding, true), { encoding: "windows-1252" });
    expect(cellsOf(items)).toEqual([
      ["a", "b"],
      ["é", "2"],
    ]);
    expect(endOf(items)).toMatchObject({ encoding, hasMark: true });
  }
});

test("CR alone ends a line", () => {
  const items = read("a,b\r1,2\r\r3,4");
  expect(
    items.flatMap((item) => (item.type === "row" ? [[item.line, ...item.cells]] : [])),
  ).toEqual([
    [1, "a", "b"],
    [2, "1", "2"],
    [4, "3", "4"],
  ]);
});

test("Latin-1 in a feed read as UTF-8 ends the file at its line; the rows before it stand", () => {
  const items = read(encode('a\n"1\n1"\nx\ncafé\nlater\n', "windows-1252"));
  expect(cellsOf(items)).toEqual([["a"], ["1\n1"], ["x"]]);
  expect(endOf(items).problem).toEqual({
    code: "WRONG_ENCODING",
    line: 5,
    sentence:
      "Line 5 is not UTF-8, as which this feed is read. Save the file as UTF-8, or set the feed's encoding: older Windows programs write windows-1252.",
  });
  expect(cellsOf(read(encode("café’€", "windows-1252"), { encoding: "windows-1252" }))).toEqual([
    ["café’€"],
  ]);
});

test("a file that ends inside a character is not what it says to be", () => {
  for (const encoding of ["utf-8", "utf-16le", "utf-16be"] as const) {
    const bytes = encode("a\nb😀", encoding);
    const items = read(bytes.subarray(0, -1), { encoding });
    expect(cellsOf(items)).toEqual([["a"]]);
    expect(endOf(items).problem).toMatchObject({ code: "WRONG_ENCODING", line: 2 });
  }
});

test("a workbook of Excel is named as what it is, wherever the pieces end", () => {
  // The first bytes of an archive that Python's zipfile wrote.
  const bytes = Uint8Array.from(
    "504b0304140000000000469b755d2b8426120a000d0000".match(/[0-9a-f]{2}/g) ?? [],
    (pair) => Number.parseInt(pair, 16),
  );
  for (const encoding of ["utf-8", "windows-1252"] as const) {
    for (let cut = 0; cut <= bytes.length; cut++) {
      const items = readPieces([bytes.subarray(0, cut), bytes.subarray(cut)], { encoding });
      expect(items).toMatchObject([{ type: "end", problem: { code: "ZIP_ARCHIVE" } }]);
    }
  }
  const text = encode("PK,a\n1,2\n", "utf-8");
  expect(cellsOf(read(text))).toEqual([
    ["PK", "a"],
    ["1", "2"],
  ]);
});

test("nothing, blank lines, or a mark alone: an empty file", () => {
  for (const text of ["", "\n\r\n", "\uFEFF", "\uFEFF\r\n"]) {
    expect(read(text)).toMatchObject([{ type: "end", problem: { code: "EMPTY" } }]);
  }
});

test("a field of 10 MB is one faulty line, and the next is read", () => {
  const big = "x".repeat(10 << 20);
  for (const field of [big, `"${big}"`, `"${big}`]) {
    const items = read(`a,b\n${field},1\n2,3\n`);
    expect(items.slice(0, 3)).toMatchObject([
      { type: "row", line: 1 },
      {
        type: "fault",
        line: 2,
        rowNumber: 1,
        byteFrom: 4,
        byteTo: 4 + field.length + 2,
        reason: "the row is longer than 1 MB, or a quote is never closed",
      },
      { type: "row", line: 3, rowNumber: 2, cells: ["2", "3"] },
    ]);
  }
});

test("a row of exactly the longest length is read, and one character more is not", () => {
  const most = 1 << 20;
  for (const [open, close] of [
    ["", ""],
    ['"', '"'],
  ] as const) {
    const fill = "x".repeat(most - open.length - close.length);
    for (const after of ["", "\n", "\r\nnext"]) {
      expect(read(`${open}${fill}${close}${after}`)[0]).toMatchObject({ type: "row" });
      expect(read(`${open}${fill}x${close}${after}`)[0]).toMatchObject({ type: "fault" });
    }
  }
});

test("a file over the limit stops at exactly that many bytes", () => {
  const items = readPieces([encode("a\nb\n", "utf-8"), encode("c\nd\ne", "utf-8")], {
    maxBytes: 7,
  });
  expect(cellsOf(items)).toEqual([["a"], ["b"], ["c"]]);
  expect(endOf(items)).toMatchObject({ bytes: 7, problem: { code: "TOO_LARGE" } });
  expect(endOf(read("a\nb\n", { maxBytes: 4 })).problem).toBeUndefined();
});

test("NUL bytes are characters like any other here: whoever checks the cell refuses them", () => {
  expect(cellsOf(read("a\0,b"))).toEqual([["a\0", "b"]]);
});
