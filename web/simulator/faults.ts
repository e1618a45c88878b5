import type { Random } from "@throughline/shared/testing/random.ts";

/** How likely each fault is each time that it could strike; 0 for what a healed world spares. */
export interface Faults {
  /** A request never arrives. */
  lostRequest: number;
  /** It is carried out and the answer never arrives. */
  lostAnswer: number;
  /** It arrives twice. */
  duplicated: number;
  /** Something on the way answers in the server's stead: a portal, a proxy, an edge. */
  strangerAnswers: number;
  /** The edge asks to wait. */
  busyEdge: number;
  /** A request or an answer takes seconds. */
  slow: number;
  /** DynamoDB refuses a call before, or fails after having carried it out. */
  throttled: number;
  failedAfterWrite: number;
  /** A batch comes back in part. */
  partialBatch: number;
  /** A server process dies around a call to the database. */
  serverCrash: number;
  /** A page dies around a transaction of its journal, or waiting for the network. */
  pageCrash: number;
  /** The whole phone loses power there. */
  powerLoss: number;
  /** IndexedDB refuses a transaction: no room, or the connection is lost. */
  storageRefuses: number;
  /** The disk is full until its owner does the next thing. */
  diskFull: number;
  /** The connection is lost after the transaction was committed. */
  storageLosesAnswer: number;
  /** A page stops and never goes on, and keeps its locks. */
  frozenPage: number;
  /** The device's clock is set between two things that its owner does. */
  clockSet: number;
  /** The phone goes offline, or comes back, between two things that its owner does. */
  networkChange: number;
  /** An eventually consistent read is a little behind. */
  staleRead: number;
}

const none: Faults = {
  lostRequest: 0,
  lostAnswer: 0,
  duplicated: 0,
  strangerAnswers: 0,
  busyEdge: 0,
  slow: 0,
  throttled: 0,
  failedAfterWrite: 0,
  partialBatch: 0,
  serverCrash: 0,
  pageCrash: 0,
  powerLoss: 0,
  storageRefuses: 0,
  diskFull: 0,
  storageLosesAnswer: 0,
  frozenPage: 0,
  clockSet: 0,
  networkChange: 0,
  staleRead: 0,
};

export const noFaults = (): Faults => ({ ...none });

/** How often each strikes in a world where it does as usual. */
export const usualFaults: Faults = {
  lostRequest: 0.08,
  lostAnswer: 0.08,
  duplicated: 0.06,
  strangerAnswers: 0.05,
  busyEdge: 0.02,
  slow: 0.1,
  throttled: 0.01,
  failedAfterWrite: 0.005,
  partialBatch: 0.05,
  serverCrash: 0.004,
  pageCrash: 0.01,
  powerLoss: 0.003,
  storageRefuses: 0.02,
  diskFull: 0.02,
  storageLosesAnswer: 0.01,
  frozenPage: 0.02,
  clockSet: 0.06,
  networkChange: 0.25,
  staleRead: 0.3,
};

/** What makes the day of a visit doubtful. */
export const midnightFaults: Partial<Faults> = { clockSet: 0.3, slow: 0.3, lostAnswer: 0.15 };

/** What makes scans come in after their day was closed, while it is summarised. */
export const lateFaults: Partial<Faults> = { slow: 0.3, networkChange: 0.5, lostRequest: 0.2 };

/** The faults of one world: each is absent, as usual, or frequent, so that their mixes differ. */
export const drawFaults = (random: Random): Faults => {
  const faults = noFaults();
  for (const name of Object.keys(usualFaults) as (keyof Faults)[]) {
    const times = random.pick([0, 1, 1, 1, 3]);
    faults[name] = Math.min(0.6, usualFaults[name] * times);
  }
  return faults;
};
