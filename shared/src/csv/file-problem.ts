import type { Encoding } from "./encoding.ts";

/** Why a whole file, or the rest of it, could not be read. */
export const fileProblemCodes = [
  "empty",
  "too-large",
  "wrong-encoding",
  "cut-in-quote",
  "too-many-columns",
  "duplicate-columns",
  "no-known-kind",
] as const;
export type FileProblemCode = (typeof fileProblemCodes)[number];

export interface FileProblem {
  code: FileProblemCode;
  /** Where, from 1, as an editor shows it. */
  line?: number;
  /** One sentence or two for a person; never a value from the file. */
  message: string;
}

export const emptyFile: FileProblem = {
  code: "empty",
  message: "The file is empty: it holds no header and no row.",
};

export const tooLarge = (maxBytes: number): FileProblem => ({
  code: "too-large",
  message: `The file is larger than ${formatBytes(maxBytes)}, the most that is read. Send it in parts, each with the header.`,
});

export const wrongEncoding = (line: number, encoding: Encoding, marked: boolean): FileProblem => ({
  code: "wrong-encoding",
  line,
  message: `Line ${line} is not ${encodingNames[encoding]}, ${
    marked ? "as which the file is marked" : "as which this feed is read"
  }. ${
    encoding === "utf-8" && !marked
      ? "Save the file as UTF-8, or set the feed's encoding: older Windows programs write windows-1252."
      : "Save the file as UTF-8, or set the feed's encoding to what the file is."
  }`,
});

export const cutInQuote = (line: number): FileProblem => ({
  code: "cut-in-quote",
  line,
  message: `The file ends inside a quote that is opened in the row at line ${line}: it may have been cut off on its way.`,
});

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
