import { ENDED, type EventColumn, eventColumns } from "@throughline/shared/csv/event-rows.ts";
import { readSafeText } from "@throughline/shared/csv/formula-safe.ts";
import { daySchema } from "@throughline/shared/instant.ts";
import { codeSchema, type Station, stationKinds } from "@throughline/shared/station.ts";
import * as z from "zod/mini";

/** What a row of our own event export tells beside case, activity and time. */
export interface ExportedFields {
  day: string;
  station: { code: string; kind: Station["kind"] };
  /** The time is only the receipt. */
  timeUnknown: boolean;
  reason?: { code: string; label: string };
  ended: boolean;
}

/** Whether a file is our own event export, by its header. */
export const isOwnExport = (header: readonly string[]): boolean =>
  eventColumns.every((column) => header.includes(column));

const optional = z.optional(codeSchema);
const schemas = { day: daySchema, station: codeSchema, kind: z.enum(stationKinds) };

/** Reads the further columns of our own event export, or says what is wrong with one of them. */
export const readExportedFields = (
  cell: (name: EventColumn) => string,
): ExportedFields | string => {
  const day = z.safeParse(schemas.day, cell("day"));
  if (!day.success) return '"day" holds no day that exists';
  const code = z.safeParse(schemas.station, cell("station"));
  if (!code.success) return '"station" holds no station code';
  const kind = z.safeParse(schemas.kind, cell("kind"));
  if (!kind.success) return `"kind" is none of ${stationKinds.join(", ")}`;
  const reason = z.safeParse(optional, cell("reason_code") || undefined);
  if (!reason.success) return '"reason_code" holds no code';
  const label = readSafeText(cell("reason")).trim();
  return {
    day: day.data,
    station: { code: code.data, kind: kind.data },
    timeUnknown: cell("time") === "",
    ...(reason.data !== undefined && { reason: { code: reason.data, label } }),
    ended: cell("ended") === ENDED,
  };
};
