import { type EventLogRequest, eventLogRequestSchema } from "@throughline/shared/api.ts";
import * as z from "zod/mini";
import { parse, problemOf } from "./json.ts";

const { rows: rowsSchema } = eventLogRequestSchema.shape;
const rowSchema = rowsSchema._zod.def.element;
/** The batch without a look into its rows, except for the lines that they are named by. */
const batchSchema = z.extend(eventLogRequestSchema, {
  rows: z.array(z.looseObject({ line: rowSchema.shape.line })).check(z.maxLength(500)),
});

/** A batch of an event log, and its rows that cannot be read. Throws `BAD_REQUEST` for the batch. */
export const readEventLog = (
  json: unknown,
): { request: EventLogRequest; rejected: { line: number; reason: string }[] } => {
  const batch = parse(batchSchema, json);
  const rows: EventLogRequest["rows"] = [];
  const rejected: { line: number; reason: string }[] = [];
  for (const row of batch.rows) {
    const parsed = z.safeParse(rowSchema, row);
    if (parsed.success) rows.push(parsed.data);
    else {
      const { field, problem } = problemOf(parsed.error);
      rejected.push({ line: row.line, reason: `${field}: ${problem}` });
    }
  }
  return { request: { ...batch, rows }, rejected };
};
