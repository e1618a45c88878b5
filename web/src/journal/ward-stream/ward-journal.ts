import type { WardEntry } from "@throughline/shared/ward-entry.ts";
import { type Changes, createChanges } from "../changes.ts";
import { type Environment, newId } from "../environment.ts";
import { stampOf } from "../record.ts";
import type { StorageOf } from "../storage.ts";
import type { LocalWardEntry, WardDevice } from "./kept-entry.ts";
import { openWardStorage, type WardTransaction } from "./ward-storage.ts";

/** The ward's stream of this device: what was recorded on it and the server has not yet confirmed. */
export interface WardJournal {
  environment: Environment;
  storage: StorageOf<WardTransaction>;
  changes: Changes;
}

const CHANNEL = "throughline-ward-journal";

/** The ward's stream of this document; it lies in IndexedDB unless a storage is given. */
export const openWardJournal = (
  environment: Environment,
  storage: StorageOf<WardTransaction> = openWardStorage(environment),
): WardJournal => ({
  environment,
  storage,
  changes: createChanges(
    typeof BroadcastChannel === "undefined" ? undefined : new BroadcastChannel(CHANNEL),
  ),
});

type Recorded<Entry> = Entry extends WardEntry ? Pick<Entry, "type" | "body"> : never;
/** What somebody did, or a screen showed. */
export type WardDeed = Recorded<WardEntry>;

/** Records it. When this resolves, the entry is on the disk; it is called off by `withdraw` alone. */
export const appendWardEntry = async (
  { environment, storage, changes }: WardJournal,
  site: string,
  deed: WardDeed,
): Promise<LocalWardEntry> => {
  // Taken before the disk is waited for: this is when it happened.
  const { wallMs, monotonicMs, bootId } = stampOf(environment);
  // One id whatever has to be tried again: an attempt that failed may have been carried out.
  const id = newId(environment);
  const tablet = newId(environment);
  const appended = await storage.write(async (transaction) => {
    const recorded = await transaction.entry(id);
    if (recorded) return recorded;
    const device = (await transaction.device()) ?? { tablet, nextSeq: 0, offsetMs: 0 };
    const entry = {
      ...deed,
      id,
      site,
      stream: "ward" as const,
      seq: device.nextSeq,
      deviceAt: new Date(wallMs).toISOString(),
      bootId,
      monotonicMs,
    };
    await transaction.putEntry(entry);
    await transaction.putDevice({ ...device, nextSeq: device.nextSeq + 1 });
    return entry;
  });
  changes.tell();
  return appended;
};

export interface WardJournalState {
  device: WardDevice | undefined;
  /** Waiting and rejected ones, in the order of their recording. */
  entries: LocalWardEntry[];
}

/** Everything that a screen shows of the journal, as of one moment. */
export const readWardJournal = ({ storage }: WardJournal): Promise<WardJournalState> =>
  storage.read(async (transaction) => {
    const [device, entries] = await Promise.all([transaction.device(), transaction.entries()]);
    return { device, entries };
  });

/** Takes a rejected entry away for good, because somebody who was told what it was wants that. */
export const removeRejected = async (
  { storage, changes }: WardJournal,
  id: string,
): Promise<void> => {
  await storage.write(async (transaction) => {
    if ((await transaction.entry(id))?.rejected) await transaction.deleteEntry(id);
  });
  changes.tell();
};
