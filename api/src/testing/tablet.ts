import type { Entry, PushRequest } from "@throughline/shared/journal.ts";
import { startByCode } from "@throughline/shared/visit-day.ts";
import { iso, uuid } from "./phone.ts";

let tablets = 0;

/**
 * A tablet that knows visits by their codes; it stands `at` a station, and its clock is
 * `offsetMs` ahead of the server's.
 */
export const createTablet = ({ timeZone = "UTC", offsetMs = 0, at = "lab" } = {}) => {
  const number = ++tablets;
  const id = uuid(number, 9);
  let seq = 0;
  return {
    id,
    see: (atMs: number, visitId: string, codeDay: string | undefined, station = at): Entry => {
      seq += 1;
      return {
        id: uuid(number * 1_000 + seq, 8),
        stream: "visit",
        type: "scan",
        seq,
        deviceAt: iso(atMs + offsetMs),
        bootId: id,
        monotonicMs: 0,
        body: {
          visitId,
          ...startByCode(codeDay, { deviceMs: atMs + offsetMs, offsetMs: 0, timeZone }),
          station,
          ...(codeDay === undefined && { slip: true as const }),
        },
      };
    },
    push: (sentMs: number, entries: Entry[], waiting = entries.length): PushRequest => ({
      sentAt: iso(sentMs + offsetMs),
      bootId: id,
      monotonicMs: 0,
      entries,
      tablet: { id, station: at, waiting },
    }),
  };
};
