import type { Event } from "./event.ts";
import type { Entry } from "./journal.ts";

/** What an entry carries beside its event: the visit's label, and the document that recorded it. */
export interface Recording {
  visitDay: string;
  visitStartedAt: string;
  bootId: string;
  monotonicMs: number;
}

/** The entry by which the device of a visit tells of an event, with the device's own stamp. */
export const entryOfEvent = (
  event: Event,
  { visitDay, visitStartedAt, bootId, monotonicMs }: Recording,
): Entry => {
  const { id, seq, deviceAt, visitId } = event;
  const envelope = { id, stream: "visit" as const, seq, deviceAt, bootId, monotonicMs };
  const visit = { visitId, visitDay, visitStartedAt };
  switch (event.type) {
    case "scan":
      return { ...envelope, type: "scan", body: { ...visit, station: event.station } };
    case "void":
      return { ...envelope, type: "void", body: { ...visit, scanId: event.scanId } };
    case "reason":
      return { ...envelope, type: "reason", body: { ...visit, reason: event.reason } };
    case "end":
      return { ...envelope, type: "end", body: visit };
  }
};
