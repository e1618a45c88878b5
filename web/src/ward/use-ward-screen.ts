import type { WardSnapshot } from "@throughline/shared/ward-api.ts";
import { useLiveQuery } from "dexie-react-hooks";
import { useMemo } from "react";
import { type Followed, useWard } from "../cache/ward-cache/use-ward.ts";
import { type ShownJournal, useWardJournal } from "../cache/ward-cache/use-ward-journal.ts";
import { type KeptSnapshot, wardDatabase } from "../cache/ward-cache/ward-database.ts";
import { correctedAt, deedOf, isAction } from "../cache/ward-cache/ward-sync.ts";
import { useNow } from "../ui/use-now.ts";
import { judgeAge } from "./rules/judge-age.ts";
import { type OwnAction, type Row, settleBed } from "./rules/settle-bed.ts";
import type { WardHead } from "./ward-head.tsx";

export interface WardScreen {
  followed: Followed<KeptSnapshot>;
  snapshot: WardSnapshot | undefined;
  journal: ShownJournal;
  /** By the server's clock, as far as this tablet can tell. */
  nowMs: number;
  rows: Row[];
  /** What its head tells of how current all this is. */
  head: WardHead | undefined;
}

/** Everything that a screen of a ward shows, as it stands this second. */
export const useWardScreen = (site: string, ward: string): WardScreen => {
  const followed = useWard(site, ward);
  const journal = useWardJournal();
  const sent = useLiveQuery(
    () =>
      wardDatabase.sent
        .filter((action) => action.site === site)
        .toArray()
        .catch(() => []),
    [site],
  );
  const snapshot = followed.kept?.snapshot;
  const offsetMs = followed.kept?.offsetMs ?? 0;
  const nowMs = useNow(1000) + offsetMs;
  const { device, entries } = journal.state;

  const own = useMemo((): OwnAction[] => {
    const waiting = entries
      .filter((entry) => entry.site === site && !entry.rejected)
      .filter(isAction)
      .map((entry) => {
        const at = correctedAt(entry.deviceAt, offsetMs);
        const told = { at, uncertaintyMs: 0, receivedAt: at, tablet: device?.tablet ?? "" };
        return { id: entry.id, ...deedOf(entry), ...told, received: false };
      });
    const ids = new Set(waiting.map(({ id }) => id));
    const received = (sent ?? []).filter(({ id }) => !ids.has(id));
    return [...waiting, ...received.map((action) => ({ ...action, received: true }))];
  }, [entries, sent, site, offsetMs, device]);

  return {
    followed,
    snapshot,
    journal,
    nowMs,
    rows: snapshot?.beds.map((bed) => settleBed(bed, snapshot, own, nowMs)) ?? [],
    head: snapshot && {
      snapshot,
      age: judgeAge(snapshot, nowMs),
      nowMs,
      live: followed.live,
      failed: followed.failure !== undefined,
    },
  };
};
