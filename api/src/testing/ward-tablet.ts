import type { WardEntry, WardPushRequest } from "@throughline/shared/ward-entry.ts";
import { iso, uuid } from "./phone.ts";

let tablets = 0;

type Said<Type extends WardEntry["type"]> = Extract<WardEntry, { type: Type }>["body"];

/** A ward's tablet; its clock is `offsetMs` ahead of the server's. */
export const createWardTablet = ({ offsetMs = 0 } = {}) => {
  const number = ++tablets;
  const tablet = `tablet-${number}`;
  let seq = 0;
  return {
    tablet,
    record<Type extends WardEntry["type"]>(atMs: number, type: Type, body: Said<Type>): WardEntry {
      seq += 1;
      return {
        id: uuid(number * 10_000 + seq, 7),
        stream: "ward",
        type,
        seq,
        deviceAt: iso(atMs + offsetMs),
        bootId: tablet,
        monotonicMs: 0,
        body,
      } as WardEntry;
    },
    push: (sentMs: number, entries: WardEntry[]): WardPushRequest => ({
      sentAt: iso(sentMs + offsetMs),
      bootId: `${tablet} later`,
      monotonicMs: 0,
      tablet,
      entries,
    }),
  };
};
