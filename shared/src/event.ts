/** One thing that happened in a visit, as the server keeps it and the analytics read it. */
interface EventBase {
  id: string;
  visitId: string;
  /** When it happened, by the server's clock. */
  at: string;
  /** The device's counter; for an import the line number. Orders events of the same instant. */
  seq: number;
  /** The device's own stamp, never rewritten. */
  deviceAt: string;
  receivedAt: string;
  /** How far `at` may be from the truth. */
  uncertaintyMs: number;
  /** `at` is only the receipt: counted as a scan, left out of times. */
  timeUnknown?: boolean;
  /** Made by a browser signed in as staff: left out of the figures. */
  test?: boolean;
  /** Of another system's log: it came when it did, and never late. */
  imported?: true;
}

export type Event = EventBase &
  /** `slip`: by the code of a slip, which names no day. */
  (
    | { type: "scan"; station: string; slip?: true }
    /** Undoes one scan, whatever the order of arrival. */
    | { type: "void"; scanId: string }
    | { type: "reason"; reason: string }
    | { type: "end" }
  );

export type ScanEvent = Extract<Event, { type: "scan" }>;

/** The order of a visit's events: `at`, then `seq`, then id. */
export const compareEvents = (a: Event, b: Event): number => {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  if (a.seq !== b.seq) return a.seq - b.seq;
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
};
