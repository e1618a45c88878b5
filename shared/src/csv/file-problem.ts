import type { FileKind } from "../feed.ts";
import type { Encoding } from "../feed-profile.ts";
import type { FileProblem } from "../file-report.ts";

/** The sentences about files that could not be read, or not to their end. None holds a value of theirs. */

export const emptyFile: FileProblem = {
  code: "EMPTY",
  sentence: "The file is empty: it holds no header and no row.",
};

export const tooLarge = (maxBytes: number): FileProblem => ({
  code: "TOO_LARGE",
  sentence: `The file is larger than ${formatBytes(maxBytes)}, the most that is read. Send it in parts, each with the header.`,
});

export const wrongSize = (announced: number, came: number): FileProblem => ({
  code: "WRONG_SIZE",
  sentence: `The file has ${came.toLocaleString("en")} bytes and was announced with ${announced.toLocaleString("en")}: it may have been cut off on its way. Send it again.`,
});

export const replaced: FileProblem = {
  code: "REPLACED",
  sentence:
    "Another file was put over this one in the bucket before it was read to its end. Send it again, under a name of its own.",
};

export const wrongEncoding = (line: number, encoding: Encoding, marked: boolean): FileProblem => ({
  code: "WRONG_ENCODING",
  line,
  sentence: `Line ${line} is not ${encodingNames[encoding]}, ${
    marked ? "as which the file is marked" : "as which this feed is read"
  }. ${
    encoding === "utf-8" && !marked
      ? "Save the file as UTF-8, or set the feed's encoding: older Windows programs write windows-1252."
      : "Save the file as UTF-8, or set the feed's encoding to what the file is."
  }`,
});

export const cutInQuote = (line: number): FileProblem => ({
  code: "CUT_IN_QUOTE",
  line,
  sentence: `The file ends inside a quote that is opened in the row at line ${line}: it may have been cut off on its way.`,
});

export const nulBytes = (line: number): FileProblem => ({
  code: "NUL_BYTES",
  line,
  sentence: `The header at line ${line} holds NUL bytes: this is no text file, or UTF-16 without its byte order mark. Save it as UTF-8, or set the feed's encoding.`,
});

export const zipArchive: FileProblem = {
  code: "ZIP_ARCHIVE",
  sentence:
    "This is a ZIP archive, as workbooks of Excel (.xlsx) are, and no text. Save the table as CSV (UTF-8).",
};

export const faultyHeader = (line: number, reason: string): FileProblem => ({
  code: "UNKNOWN_HEADER",
  line,
  sentence: `The header at line ${line} cannot be read: ${reason}.`,
});

export const asOfNotFound: FileProblem = {
  code: "AS_OF_MISSING",
  sentence: "None of the first rows is whole enough to tell as of when the file holds.",
};

export const tooManyColumns = (line: number, columns: number, most: number): FileProblem => ({
  code: "TOO_MANY_COLUMNS",
  line,
  sentence: `The header has ${columns.toLocaleString("en")} columns; at most ${most.toLocaleString("en")} are read.`,
});

export const duplicateColumn = (line: number, columns: readonly string[]): FileProblem => ({
  code: "DUPLICATE_COLUMN",
  line,
  sentence: `The header names ${list(columns)} more than once, so nobody can tell which one holds.`,
});

const kindNames: Record<FileKind, string> = {
  pms: "patients and admissions (pms)",
  lis: "lab tests (lis)",
  records: "patient records (records)",
};

/** `nearest`: the kind that the header looks most like, and what it would need to be one. */
export const unknownHeader = (
  line: number,
  nearest: { kind: FileKind; missing: readonly string[] } | undefined,
  delimiterName: string | undefined,
): FileProblem => ({
  code: "UNKNOWN_HEADER",
  line,
  sentence: delimiterName
    ? `The header's columns seem to be separated by ${delimiterName}: set the feed's delimiter.`
    : nearest
      ? `The header looks like that of ${kindNames[nearest.kind]}, but has no column ${list(nearest.missing)}. Add it, or say in the feed's profile which column it is.`
      : "The first line is the header of no known kind of file (pms, lis, records). Is the header missing? Otherwise say in the feed's profile which columns are meant.",
});

export const wrongKind = (feed: string, expected: FileKind, kind: FileKind): FileProblem => ({
  code: "WRONG_KIND",
  sentence: `The feed ${feed} sends ${expected} files, and this is a ${kind} file.`,
});

const list = (names: readonly string[]): string =>
  names.length < 2
    ? names.join("")
    : `${names.slice(0, -1).join(", ")} and ${names[names.length - 1]}`;

const encodingNames: Record<Encoding, string> = {
  "utf-8": "UTF-8",
  "utf-16le": "UTF-16 (little endian)",
  "utf-16be": "UTF-16 (big endian)",
  "windows-1252": "windows-1252",
};

const formatBytes = (bytes: number): string => {
  const [size, unit] =
    bytes >= 1 << 30
      ? [bytes / (1 << 30), "GB"]
      : bytes >= 1 << 20
        ? [bytes / (1 << 20), "MB"]
        : [bytes / 1024, "KB"];
  return `${Number(size.toFixed(1))} ${unit}`;
};
