import type { Encoding } from "../feed-profile.ts";
import type { FileProblem } from "../file-report.ts";
import { type CheckedRow, createRowCheck, type Facts, type RowCheckOptions } from "./check-row.ts";
import { asOfNotFound, faultyHeader } from "./file-problem.ts";
import { findAsOfInRow } from "./find-as-of.ts";
import type { RowReason } from "./read-cells.ts";
import { type CsvEnd, type CsvItem, createRowReader, type RowPlace } from "./read-rows.ts";
import { createTimeReader } from "./read-times.ts";
import { type KnownHeader, recogniseHeader } from "./recognise-header.ts";

export type RejectedRow = RowPlace & {
  type: "rejected";
  reasons: RowReason[];
  /** The stay of which a row of a `pms` file tries to tell, as far as that can be read. */
  stay?: { patientId: string; admissionId: string };
};

export type FileItem =
  /** Once, before any row. `asOf`: by the profile's column; null where it names none. */
  | {
      type: "header";
      header: KnownHeader;
      place: RowPlace;
      encoding: Encoding;
      asOf: string | null;
    }
  | (RowPlace & { type: "row"; facts: Facts; remarks: string[]; unknownStatus?: string })
  | RejectedRow
  /** Always the last item; a problem does not undo the rows before it. */
  | CsvEnd;

export interface ReadFactsOptions extends RowCheckOptions {
  maxBytes?: number;
}

export interface FactsReader {
  push(bytes: Uint8Array): FileItem[];
  end(): FileItem[];
  /** True once nothing more is read. */
  readonly ended: boolean;
}

/** So many bad rows may stand before the first one that can tell as of when the file holds. */
const MOST_BEFORE_AS_OF = 1_000;

/** Reads a file of a feed piece by piece: its header, then what each row says or why it says nothing. */
export const createFactsReader = (options: ReadFactsOptions): FactsReader => {
  const { profile, clock, receivedMs, maxBytes } = options;
  const { delimiter, encoding } = profile;
  const reader = createRowReader({ delimiter, encoding, maxBytes });
  const times = createTimeReader(profile.dateFormats, clock);
  let header: KnownHeader | undefined;
  let headerPlace: RowPlace | undefined;
  let check: ((cells: readonly string[]) => CheckedRow) | undefined;
  /** Bad rows that came before the header could be handed out. */
  let early: RejectedRow[] = [];
  let ended = false;

  const endWith = (problem: FileProblem, bytes: number): CsvEnd => {
    ended = true;
    const { encoding, hasMark } = reader;
    return { type: "end", problem, encoding, hasMark, bytes };
  };
  const handOutHeader = (known: KnownHeader, place: RowPlace, asOf: string | null): FileItem[] => {
    check = createRowCheck(known, options);
    const items = early;
    early = [];
    return [{ type: "header", header: known, place, encoding: reader.encoding, asOf }, ...items];
  };

  const readItem = (item: CsvItem): FileItem[] => {
    if (item.type === "end") {
      ended = true;
      if (!header || !headerPlace || check) return [item];
      return [...handOutHeader(header, headerPlace, null), item];
    }
    const { line, rowNumber, byteFrom, byteTo } = item;
    const place = { line, rowNumber, byteFrom, byteTo };
    if (!header || !headerPlace) {
      const found =
        item.type === "row"
          ? recogniseHeader(item.cells, line, profile)
          : faultyHeader(line, item.reason);
      if ("code" in found) return [endWith(found, byteTo)];
      header = found;
      headerPlace = place;
      return profile.asOf?.from === "column" ? [] : handOutHeader(header, headerPlace, null);
    }
    if (!check) {
      const isWhole = item.type === "row" && item.cells.length === header.cells;
      if (!isWhole) {
        const reasons = item.type === "row" ? createRowCheck(header, options)(item.cells) : item;
        early.push({ type: "rejected", ...place, reasons: reasonsOf(reasons) });
        return early.length > MOST_BEFORE_AS_OF ? [endWith(asOfNotFound, byteTo)] : [];
      }
      const found = findAsOfInRow(item.cells, header, profile, times, receivedMs);
      if ("problem" in found) return [endWith(found.problem, byteTo)];
      return [...handOutHeader(header, headerPlace, found.asOf), ...readItem(item)];
    }
    if (item.type === "fault") {
      return [{ type: "rejected", ...place, reasons: reasonsOf(item) }];
    }
    const row = check(item.cells);
    return [
      "facts" in row ? { type: "row", ...place, ...row } : { type: "rejected", ...place, ...row },
    ];
  };

  const readAll = (items: CsvItem[]): FileItem[] => {
    const found: FileItem[] = [];
    for (const item of items) {
      if (ended) break;
      for (const read of readItem(item)) found.push(read);
    }
    return found;
  };

  return {
    push: (bytes) => (ended ? [] : readAll(reader.push(bytes))),
    end: () => (ended ? [] : readAll(reader.end())),
    get ended() {
      return ended;
    },
  };
};

const reasonsOf = (found: CheckedRow | { reason: string }): RowReason[] => {
  if ("reason" in found) return [{ column: null, reason: found.reason }];
  return "reasons" in found ? found.reasons : [];
};
