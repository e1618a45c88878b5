import {
  type KeptSnapshot,
  type KeptWardList,
  type SentAction,
  wardDatabase,
} from "./ward-database.ts";

const DAY_MS = 86_400_000;

/**
 * Whether an answer is older than what is kept: by the server's clock, unless it was asked for after
 * that had come. Then the server's clock was set back, and the answer is the newer word all the same.
 */
const isOlder = (
  { asOf, sentMs }: { asOf: string; sentMs: number },
  kept: { asOf: string; fetchedAtMs: number },
): boolean => kept.asOf > asOf && sentMs < kept.fetchedAtMs;

/** Keeps a snapshot unless a newer one of the ward is kept. `sentMs`: when it was asked for. */
export const keepSnapshot = (fetched: KeptSnapshot, sentMs: number): Promise<void> =>
  wardDatabase.transaction("rw", wardDatabase.snapshots, async () => {
    const kept = await wardDatabase.snapshots.get([fetched.site, fetched.ward]);
    const { asOf } = fetched.snapshot;
    if (kept && isOlder({ asOf, sentMs }, { ...kept, asOf: kept.snapshot.asOf })) return;
    await wardDatabase.snapshots.put(fetched);
  });

export interface StillSo {
  asOf: string;
  monitorAt: string | null;
  offsetMs: number;
  fetchedAtMs: number;
  /** When it was asked for. */
  sentMs: number;
}

/** The server said that the kept snapshot still holds, as of a newer instant. */
export const renewSnapshot = (
  { site, ward, snapshot: { version } }: Pick<KeptSnapshot, "site" | "ward" | "snapshot">,
  { asOf, monitorAt, offsetMs, fetchedAtMs, sentMs }: StillSo,
): Promise<void> =>
  wardDatabase.transaction("rw", wardDatabase.snapshots, async () => {
    const kept = await wardDatabase.snapshots.get([site, ward]);
    if (kept?.snapshot.version !== version) return;
    if (isOlder({ asOf, sentMs }, { ...kept, asOf: kept.snapshot.asOf })) return;
    const snapshot = { ...kept.snapshot, asOf, monitorAt };
    await wardDatabase.snapshots.put({ ...kept, snapshot, offsetMs, fetchedAtMs });
  });

/** Keeps the list of a site's wards unless a newer one is kept. */
export const keepWardList = (fetched: KeptWardList, sentMs: number): Promise<void> =>
  wardDatabase.transaction("rw", wardDatabase.lists, async () => {
    const kept = await wardDatabase.lists.get(fetched.site);
    const { asOf } = fetched.list;
    if (kept && isOlder({ asOf, sentMs }, { ...kept, asOf: kept.list.asOf })) return;
    await wardDatabase.lists.put(fetched);
  });

/** Keeps what the server has confirmed, for a day: long before that a snapshot shows it. */
export const keepSent = async (actions: readonly SentAction[], nowMs: number): Promise<void> => {
  await wardDatabase.sent.bulkPut([...actions]);
  await wardDatabase.sent
    .where("receivedAt")
    .below(new Date(nowMs - DAY_MS).toISOString())
    .delete();
};

/** Removes all personal data that this browser keeps of wards. What is not sent lies elsewhere. */
export const forgetWards = async (): Promise<void> => {
  await Promise.all([
    wardDatabase.snapshots.clear(),
    wardDatabase.lists.clear(),
    wardDatabase.sent.clear(),
  ]);
};
