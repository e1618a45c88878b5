import {
  type Device,
  type LocalEntry,
  newDevice,
  type RememberedGuide,
} from "../src/journal/device.ts";
import type { Transaction } from "../src/journal/storage.ts";

/** What a journal holds at one moment. Never changed, only followed by the next one. */
export interface Contents {
  device: Device;
  guides: ReadonlyMap<string, RememberedGuide>;
  entries: ReadonlyMap<string, LocalEntry>;
}

/** What a transaction would change. */
export interface Draft {
  transaction: Transaction;
  result(): Contents;
}

export const emptyContents = (): Contents => ({
  device: newDevice(),
  guides: new Map(),
  entries: new Map(),
});

/** A transaction on the contents; nobody sees it before its result is kept. */
export const beginDraft = (before: Contents): Draft => {
  let { device } = before;
  let guides = before.guides;
  let entries = before.entries;
  const ofEntries = () => {
    const copy = new Map(entries);
    entries = copy;
    return copy;
  };
  return {
    transaction: {
      device: async () => device,
      putDevice: async (value) => {
        device = freeze(value);
      },
      guide: async (site) => guides.get(site),
      putGuide: async (site, guide) => {
        guides = new Map(guides).set(site, freeze(guide));
      },
      entries: async () =>
        [...entries.values()].sort(
          (one, other) => one.seq - other.seq || (one.id < other.id ? -1 : 1),
        ),
      putEntry: async (entry) => ofEntries().set(entry.id, freeze(entry)),
      deleteEntry: async (id) => ofEntries().delete(id),
    },
    result: () => ({ device, guides, entries }),
  };
};

/** IndexedDB keeps a clone: whoever changes an object that was stored must be caught. */
const freeze = <T extends object>(value: T): T => {
  for (const part of Object.values(value)) {
    if (typeof part === "object" && part !== null && !Object.isFrozen(part)) freeze(part);
  }
  return Object.freeze(value);
};

/** The disk of one phone: transactions one after the other, whichever page they are of. */
export interface Disk {
  contents: Contents;
  /** Waits for the turn; the returned function ends it. */
  takeTurn(): Promise<() => void>;
}

export const createDisk = (): Disk => {
  const waiting: (() => void)[] = [];
  let busy = false;
  const endTurn = () => {
    const next = waiting.shift();
    if (next) next();
    else busy = false;
  };
  const once = (run: () => void) => {
    let done = false;
    return () => {
      if (done) return;
      done = true;
      run();
    };
  };
  return {
    contents: emptyContents(),
    takeTurn: () =>
      new Promise((resolve) => {
        const begin = () => resolve(once(endTurn));
        if (busy) waiting.push(begin);
        else {
          busy = true;
          begin();
        }
      }),
  };
};
