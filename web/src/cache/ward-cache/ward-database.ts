import type { WardList, WardSnapshot } from "@throughline/shared/ward-api.ts";
import type { StoredAction } from "@throughline/shared/ward-entry.ts";
import { Dexie, type Table } from "dexie";

/** What every answer is kept with, so that the server's clock can be told without it. */
export interface Fetched {
  /** What to add to this device's clock to get the server's. */
  offsetMs: number;
  /** By this device's clock. */
  fetchedAtMs: number;
}

export interface KeptSnapshot extends Fetched {
  site: string;
  ward: string;
  snapshot: WardSnapshot;
  /** As the server wrote it. */
  etag: string | null;
}

export interface KeptWardList extends Fetched {
  site: string;
  list: WardList;
}

/** An action of this tablet that the server has confirmed, until a snapshot shows it. */
export interface SentAction extends StoredAction {
  site: string;
}

/** Personal data, all of which can be fetched again: it goes when somebody signs out. */
class WardDatabase extends Dexie {
  readonly snapshots!: Table<KeptSnapshot, [site: string, ward: string]>;
  readonly lists!: Table<KeptWardList, string>;
  readonly sent!: Table<SentAction, string>;

  constructor() {
    super("throughline-ward");
    this.version(1).stores({ snapshots: "[site+ward]", lists: "site", sent: "id, receivedAt" });
  }
}

export const wardDatabase = new WardDatabase();
