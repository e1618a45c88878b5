import type { EventLogRequest } from "@throughline/shared/api.ts";
import { MAX_BODY_BYTES } from "@throughline/shared/limits.ts";
import type { BadRow, LogRow } from "./event-log-rows.ts";

type RequestRow = EventLogRequest["rows"][number];

export interface Batch {
  rows: RequestRow[];
  /** Bytes of the file up to the last row of this batch. */
  bytesRead: number;
}

const MOST_ROWS = 500;
/** Leaves room for what stands around the rows. */
const MOST_BYTES = MAX_BODY_BYTES - 4096;

/**
 * Makes batches of a log that is read twice: a case's day is that of its first instant, which may
 * stand anywhere in the file. Equal rows are told apart by counting them. What is kept in memory
 * grows with the number of cases and of events, not with the size of the rows. `onBadRow` is told
 * of each bad row once.
 */
export async function* batchEventLog(
  read: () => AsyncIterable<LogRow | BadRow>,
  onBadRow: (row: BadRow) => void,
): AsyncGenerator<Batch> {
  const starts = new Map<string, number>();
  for await (const row of read()) {
    if ("problem" in row) continue;
    starts.set(row.case, Math.min(row.atMs, starts.get(row.case) ?? row.atMs));
  }
  const seen = new Map<string, number>();
  /** Visits whose reason has been sent: it stands on each of their rows. */
  const reasoned = new Set<string>();
  let rows: RequestRow[] = [];
  let bytes = 0;
  let bytesRead = 0;
  for await (const row of read()) {
    if ("problem" in row) {
      onBadRow(row);
      continue;
    }
    const key = JSON.stringify([row.case, row.activity, row.atMs]);
    const occurrence = seen.get(key) ?? 0;
    seen.set(key, occurrence + 1);
    const next: RequestRow = {
      line: row.line,
      case: row.case,
      caseStartedAt: new Date(starts.get(row.case) ?? row.atMs).toISOString(),
      activity: row.activity,
      at: new Date(row.atMs).toISOString(),
      occurrence,
      ...exportedPart(row, reasoned),
    };
    const size = Buffer.byteLength(JSON.stringify(next)) + 1;
    if (rows.length === MOST_ROWS || bytes + size > MOST_BYTES) {
      yield { rows, bytesRead };
      rows = [];
      bytes = 0;
    }
    rows.push(next);
    bytes += size;
    bytesRead = row.bytesRead;
  }
  if (rows.length > 0) yield { rows, bytesRead };
}

const exportedPart = (row: LogRow, reasoned: Set<string>): Partial<RequestRow> => {
  const visit = JSON.stringify([row.case, row.day]);
  const reason = reasoned.has(visit) ? undefined : row.reason;
  if (reason) reasoned.add(visit);
  return {
    ...(row.day && { day: row.day }),
    ...(row.station && { station: row.station }),
    ...(row.timeUnknown && { timeUnknown: true }),
    ...(reason && { reason }),
    ...(row.ended && { ended: true }),
  };
};
