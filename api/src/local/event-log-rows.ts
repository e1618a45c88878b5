import { createReadStream } from "node:fs";
import { readSafeText } from "@throughline/shared/csv/formula-safe.ts";
import { readIsoInstant } from "@throughline/shared/csv/iso-time.ts";
import { createRowReader } from "@throughline/shared/csv/read-rows.ts";
import { createLocalClock } from "@throughline/shared/written-time.ts";
import { readPieces } from "../operations/ingest/read-pieces.ts";
import { type ExportedFields, isOwnExport, readExportedFields } from "./exported-row.ts";
import { StartFailure } from "./start-failure.ts";

/** Which columns of a log mean what. */
export interface LogColumns {
  case: string;
  activity: string;
  time: string;
  /** Only rows that hold all these values in these columns count. */
  where: { column: string; value: string }[];
}

/** One event of the log; `line` is where its row begins, the header being line 1. */
export interface LogRow extends Partial<ExportedFields> {
  line: number;
  case: string;
  activity: string;
  atMs: number;
  bytesRead: number;
}

export interface BadRow {
  line: number;
  problem: string;
  bytesRead: number;
}

/**
 * Reads another system's event log row by row. Times without an offset are local to `timeZone`.
 * Bad rows are yielded with what is wrong, never guessed at. Of our own event export, which is known
 * by its header, the further columns are read too. Throws a `StartFailure` when the file
 * cannot be read or lacks a column.
 */
export async function* readEventLog(
  file: string,
  columns: LogColumns,
  timeZone: string,
): AsyncGenerator<LogRow | BadRow> {
  let toRow:
    | ((cells: string[]) => Omit<LogRow, "line" | "bytesRead"> | string | undefined)
    | undefined;
  try {
    const reader = createRowReader({ delimiter: ",", encoding: "utf-8", lenient: true });
    for await (const found of readPieces(createReadStream(file), reader)) {
      if (found.type === "end") break;
      const { line, byteTo: bytesRead } = found;
      if (found.type === "fault") {
        yield { line, bytesRead, problem: found.reason };
      } else if (toRow) {
        const row = toRow(found.cells);
        if (typeof row === "string") yield { line, bytesRead, problem: row };
        else if (row) yield { line, bytesRead, ...row };
      } else {
        toRow = rowReader(found.cells, columns, timeZone);
      }
    }
  } catch (error) {
    throw unreadable(error as NodeJS.ErrnoException, file) ?? error;
  }
  if (!toRow) throw new StartFailure(`The file ${file} has no header.`);
}

/** Makes the function from cells to a row, the text of a problem, or undefined for a row left out. */
const rowReader = (header: string[], columns: LogColumns, timeZone: string) => {
  const wanted = [columns.case, columns.activity, columns.time];
  for (const name of [...wanted, ...columns.where.map(({ column }) => column)]) {
    const first = header.indexOf(name);
    if (first < 0 || header.indexOf(name, first + 1) >= 0) {
      const count = first < 0 ? "no column" : "several columns";
      throw new StartFailure(
        `The file has ${count} "${name}"; its columns are: ${header.join(", ")}.`,
      );
    }
  }
  const own = isOwnExport(header);
  const clock = createLocalClock(timeZone);
  return (cells: string[]) => {
    if (cells.length !== header.length) {
      return `the row has ${cells.length} cells, the header ${header.length}`;
    }
    const cell = (name: string) => cells[header.indexOf(name)] ?? "";
    if (columns.where.some(({ column, value }) => cell(column) !== value)) return undefined;
    const text = cell(columns.activity).trim();
    const row = { case: cell(columns.case), activity: own ? readSafeText(text) : text };
    if (`${row.case}${row.activity}`.includes("\uFFFD")) return "the text is not UTF-8";
    const problem =
      lengthProblem(columns.case, row.case, 500) ??
      lengthProblem(columns.activity, row.activity, 80);
    if (problem) return problem;
    const fields: Partial<ExportedFields> | string = own ? readExportedFields(cell) : {};
    if (typeof fields === "string") return fields;
    const timeColumn = fields.timeUnknown ? "received" : columns.time;
    const atMs = readIsoInstant(cell(timeColumn), clock);
    return atMs === null
      ? `"${timeColumn}" holds no ISO 8601 date and time that exists`
      : { ...row, ...fields, atMs };
  };
};

const lengthProblem = (column: string, value: string, most: number): string | undefined => {
  if (value === "") return `"${column}" is empty`;
  return value.length > most ? `"${column}" is longer than ${most} characters` : undefined;
};

const unreadable = (error: NodeJS.ErrnoException, file: string): StartFailure | undefined => {
  const reasons: Record<string, string> = {
    ENOENT: "does not exist",
    EISDIR: "is a folder",
    EACCES: "cannot be read: this user has no permission",
  };
  const reason = reasons[error.code ?? ""];
  return reason ? new StartFailure(`The file ${file} ${reason}.`, { cause: error }) : undefined;
};
