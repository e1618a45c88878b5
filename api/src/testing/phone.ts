import type { Entry, PushRequest } from "@throughline/shared/journal.ts";

/** UUIDs that are told apart by a number, for tests. */
export const uuid = (number: number, kind = 0): string =>
  `${kind.toString(16).padStart(8, "0")}-0000-7000-8000-${number.toString(16).padStart(12, "0")}`;

export const iso = (ms: number): string => new Date(ms).toISOString();

type Body<T extends Entry["type"]> = Omit<
  Extract<Entry, { type: T }>["body"],
  "visitId" | "visitDay" | "visitStartedAt"
>;

/** A phone whose wall clock is `offsetMs` ahead of the server's, in one visit. */
export const createPhone = ({
  visit,
  visitDay,
  startedMs,
  offsetMs = 0,
}: {
  visit: number;
  visitDay: string;
  /** By the server's clock, as all times that are given to the phone. */
  startedMs: number;
  offsetMs?: number;
}) => {
  const bootId = `boot-${visit}`;
  let seq = 0;
  const record = <T extends Entry["type"]>(type: T, atMs: number, body: Body<T>): Entry => {
    seq += 1;
    return {
      id: uuid(seq, visit),
      stream: "visit",
      type,
      seq,
      deviceAt: iso(atMs + offsetMs),
      bootId,
      monotonicMs: Math.max(0, atMs - startedMs),
      body: {
        visitId: uuid(visit),
        visitDay,
        visitStartedAt: iso(startedMs + offsetMs),
        ...body,
      },
    } as Entry;
  };
  return {
    visitId: uuid(visit),
    scan: (atMs: number, station: string) => record("scan", atMs, { station }),
    void: (atMs: number, scanId: string) => record("void", atMs, { scanId }),
    reason: (atMs: number, reason: string) => record("reason", atMs, { reason }),
    end: (atMs: number) => record("end", atMs, {}),
    push: (sentMs: number, entries: Entry[]): PushRequest => ({
      sentAt: iso(sentMs + offsetMs),
      bootId,
      monotonicMs: Math.max(0, sentMs - startedMs),
      entries,
    }),
  };
};

/** The same entry under another day, as a device relabels its visit. */
export const relabel = (entry: Entry, visitDay: string): Entry =>
  ({ ...entry, body: { ...entry.body, visitDay } }) as Entry;
