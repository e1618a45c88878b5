import { type Changes, createChanges } from "./changes.ts";
import type { Device, LocalEntry, LocalVisit, RememberedGuide } from "./device.ts";
import type { Environment } from "./environment.ts";
import { newId } from "./environment.ts";
import { type Action, record, stampOf } from "./record.ts";
import { JOURNAL_NAME, openStorage, type Storage } from "./storage.ts";

/** The append-only list of what this device recorded and the server has not yet confirmed. */
export interface Journal {
  environment: Environment;
  storage: Storage;
  changes: Changes;
}

/** The journal of this document or worker; it lies in IndexedDB unless a storage is given. */
export const openJournal = (
  environment: Environment,
  storage: Storage = openStorage(environment),
): Journal => ({
  environment,
  storage,
  changes: createChanges(
    typeof BroadcastChannel === "undefined" ? undefined : new BroadcastChannel(JOURNAL_NAME),
  ),
});

export interface Appended {
  visit: LocalVisit;
  guide: RememberedGuide | undefined;
  /** What was recorded: the new entry, or the id of the scan that this one repeats. */
  entryId: string | undefined;
  repeated: boolean;
}

/**
 * Records what the patient did. When it resolves, the entry is on the disk. Undefined when there is
 * no visit that the action could belong to.
 */
export const append = async (
  { environment, storage, changes }: Journal,
  action: Action,
): Promise<Appended | undefined> => {
  // Taken before the disk is waited for: this is when it happened.
  const stamp = stampOf(environment);
  const appended = await storage.write(async (transaction) => {
    const [device, guide] = await Promise.all([
      transaction.device(),
      transaction.guide(action.site),
    ]);
    const recorded = record(action, device, guide, stamp, () => newId(environment));
    if (!recorded) return undefined;
    const { entry, visit, repeats } = recorded;
    if (recorded.device !== device) await transaction.putDevice(recorded.device);
    if (entry) await transaction.putEntry(entry);
    return { visit, guide, entryId: entry?.id ?? repeats?.id, repeated: repeats !== undefined };
  });
  changes.tell();
  return appended;
};

/** What waits to be sent, in the order of its recording. Rejected entries do not wait. */
export const pending = ({ storage }: Journal): Promise<LocalEntry[]> =>
  storage.read(async (transaction) =>
    (await transaction.entries()).filter((entry) => !entry.rejected),
  );

export interface Snapshot {
  device: Device;
  /** What is remembered of the guide of the site recorded at last. */
  guide: RememberedGuide | undefined;
  /** What the owner of this device recorded. */
  entries: LocalEntry[];
  /** What this device recorded for others, as a station's tablet. */
  forOthers: LocalEntry[];
}

/** Everything that a screen shows, as of one moment. */
export const readSnapshot = ({ storage }: Journal): Promise<Snapshot> =>
  storage.read(async (transaction) => {
    const [device, entries] = await Promise.all([transaction.device(), transaction.entries()]);
    const site = device.latestSite;
    return {
      device,
      guide: site ? await transaction.guide(site) : undefined,
      entries: entries.filter((entry) => !entry.forOthers),
      forOthers: entries.filter((entry) => entry.forOthers),
    };
  });
