import {
  type KeptSnapshot,
  type KeptWardList,
  type SentAction,
  wardDatabase,
} from "./ward-database.ts";

const DAY_MS = 86_400_000;

/** Keeps a snapshot unless a newer one of the ward is kept. */
export const keepSnapshot = (fetched: KeptSnapshot): Promise<void> =>
  wardDatabase.transaction("rw", wardDatabase.snapshots, async () => {
    const kept = await wardDatabase.snapshots.get([fetched.site, fetched.ward]);
    if (kept && kept.snapshot.asOf > fetched.snapshot.asOf) return;
    await wardDatabase.snapshots.put(fetched);
  });

export interface StillSo {
  asOf: string;
  monitorAt: string | null;
  offsetMs: number;
  fetchedAtMs: number;
}

/** The server said that the kept snapshot still holds, as of a newer instant. */
export const renewSnapshot = (
  { site, ward, snapshot: { version } }: Pick<KeptSnapshot, "site" | "ward" | "snapshot">,
  { asOf, monitorAt, offsetMs, fetchedAtMs }: StillSo,
): Promise<void> =>
  wardDatabase.transaction("rw", wardDatabase.snapshots, async () => {
    const kept = await wardDatabase.snapshots.get([site, ward]);
    if (kept?.snapshot.version !== version || kept.snapshot.asOf > asOf) return;
    const snapshot = { ...kept.snapshot, asOf, monitorAt };
    await wardDatabase.snapshots.put({ ...kept, snapshot, offsetMs, fetchedAtMs });
  });

/** Keeps the list of a site's wards unless a newer one is kept. */
export const keepWardList = (fetched: KeptWardList): Promise<void> =>
  wardDatabase.transaction("rw", wardDatabase.lists, async () => {
    const kept = await wardDatabase.lists.get(fetched.site);
    if (kept && kept.list.asOf > fetched.list.asOf) return;
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
