import type { Environment } from "../environment.ts";
import { JOURNAL_NAME, openDatabase, type StorageOf } from "../storage.ts";
import type { KeptWardEntry, LocalWardEntry, WardDevice } from "./kept-entry.ts";

/** What one transaction may do. Nothing else may be awaited inside it, or it ends by itself. */
export interface WardTransaction {
  /** Undefined before the first entry. */
  device(): Promise<WardDevice | undefined>;
  putDevice(device: WardDevice): Promise<unknown>;
  /** All entries, in the order of their recording. */
  entries(): Promise<LocalWardEntry[]>;
  entry(id: string): Promise<LocalWardEntry | undefined>;
  putEntry(entry: LocalWardEntry): Promise<unknown>;
  deleteEntry(id: string): Promise<unknown>;
}

const DEVICE_KEY = "ward";

/** The ward's stream in the journal's own database: no other version of it, no migration. */
export const openWardStorage = (
  environment: Environment,
  name = JOURNAL_NAME,
): StorageOf<WardTransaction> =>
  openDatabase(environment, name, (transaction) => {
    const entries = transaction.objectStore("entries");
    const device = transaction.objectStore("device");
    return {
      device: () => device.get(DEVICE_KEY) as Promise<WardDevice | undefined>,
      putDevice: (value) => device.put(value, DEVICE_KEY),
      entries: async () =>
        (await entries.getAll())
          .filter(isOfWard)
          .map(({ ward }) => ward)
          .sort((one, other) => one.seq - other.seq),
      entry: async (id) => {
        const kept = await entries.get(id);
        return kept && isOfWard(kept) ? kept.ward : undefined;
      },
      putEntry: (ward) => entries.put({ id: ward.id, ward }),
      deleteEntry: (id) => entries.delete(id),
    };
  });

const isOfWard = (kept: object): kept is KeptWardEntry => "ward" in kept;
