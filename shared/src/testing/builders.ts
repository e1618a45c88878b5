import type { Event, ScanEvent } from "../event.ts";

/** Events in few words. Each has what its test is about; the rest is plain and exact. */

type Extra = Partial<Pick<Event, "id" | "seq" | "deviceAt" | "receivedAt" | "uncertaintyMs">> &
  Partial<Pick<Event, "timeUnknown" | "test">>;

const base = (visitId: string, at: string, extra: Extra) => ({
  id: `${visitId} ${at} ${extra.seq ?? 0}`,
  visitId,
  at,
  seq: 0,
  deviceAt: at,
  receivedAt: at,
  uncertaintyMs: 0,
  ...extra,
});

/** A scan; its id is made of visit, instant and `seq` unless given. */
export const scan = (
  visitId: string,
  station: string,
  at: string,
  extra: Extra = {},
): ScanEvent => ({ ...base(visitId, at, extra), type: "scan", station });

/** Undoes a scan. */
export const voidOf = (undone: ScanEvent, at: string = undone.at, extra: Extra = {}): Event => ({
  ...base(undone.visitId, at, { id: `void ${undone.id}`, ...extra }),
  type: "void",
  scanId: undone.id,
});

/** A reason for the visit. */
export const reason = (visitId: string, code: string, at: string, extra: Extra = {}): Event => ({
  ...base(visitId, at, { id: `reason ${visitId} ${at} ${extra.seq ?? 0}`, ...extra }),
  type: "reason",
  reason: code,
});

/** The patient's own end of a visit. */
export const end = (visitId: string, at: string, extra: Extra = {}): Event => ({
  ...base(visitId, at, { id: `end ${visitId}`, ...extra }),
  type: "end",
});

/** Scans of one visit at `"HH:MM"` or `"HH:MM:SS"` (UTC) of a day: `["entrance", "08:00"]`. */
export const visitOf = (
  visitId: string,
  day: string,
  scans: readonly (readonly [station: string, time: string])[],
): ScanEvent[] =>
  scans.map(([station, time], seq) =>
    scan(visitId, station, `${day}T${time.padEnd(8, ":00")}.000Z`, { seq }),
  );
