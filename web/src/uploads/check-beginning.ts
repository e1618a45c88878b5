import type { Facts } from "@throughline/shared/csv/check-row.ts";
import { createFactsReader, type ReadFactsOptions } from "@throughline/shared/csv/read-facts.ts";
import type { KnownHeader } from "@throughline/shared/csv/recognise-header.ts";
import type { Encoding } from "@throughline/shared/feed-profile.ts";
import type { FileProblem, RowIssue } from "@throughline/shared/file-report.ts";

/** What the beginning of a file tells, by the rules by which the server will read it. */
export interface Beginning {
  /** Undefined where there is none that can be read: then nothing of the file would go in. */
  header: KnownHeader | undefined;
  encoding: Encoding | undefined;
  /** By the profile's column; null where it names none. */
  asOf: string | null;
  rows: { line: number; facts: Facts }[];
  rejected: Pick<RowIssue, "line" | "reasons">[];
  remarks: string[];
  problem: FileProblem | undefined;
  /** Whether the whole file was read. */
  whole: boolean;
}

/** Enough to see how a file is written, and read in an instant. */
const MOST_BYTES = 512 * 1024;
const MOST_ROWS = 200;

/** Reads a file as the server will, as far as its first rows go. */
export const checkBeginning = async (
  bytes: AsyncIterable<Uint8Array>,
  options: ReadFactsOptions,
): Promise<Beginning> => {
  const reader = createFactsReader(options);
  const found: Beginning = {
    header: undefined,
    encoding: undefined,
    asOf: null,
    rows: [],
    rejected: [],
    remarks: [],
    problem: undefined,
    whole: false,
  };
  const remarks = new Set<string>();
  const take = (items: ReturnType<typeof reader.push>) => {
    for (const item of items) {
      if (item.type === "header") {
        const { header, encoding, asOf } = item;
        Object.assign(found, { header, encoding, asOf });
      } else if (item.type === "row") {
        found.rows.push({ line: item.line, facts: item.facts });
        for (const remark of item.remarks) remarks.add(remark);
      } else if (item.type === "rejected") {
        found.rejected.push({ line: item.line, reasons: item.reasons });
      } else {
        found.problem = item.problem;
        found.encoding = item.encoding;
        found.whole = true;
      }
    }
  };
  let read = 0;
  for await (const piece of bytes) {
    read += piece.length;
    take(reader.push(piece));
    const enough = read >= MOST_BYTES || found.rows.length + found.rejected.length >= MOST_ROWS;
    if (reader.ended || enough) break;
  }
  if (!reader.ended && read < MOST_BYTES && found.rows.length + found.rejected.length < MOST_ROWS) {
    take(reader.end());
  }
  return { ...found, remarks: [...remarks] };
};
