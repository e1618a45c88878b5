import { useEffect, useState, useSyncExternalStore } from "react";
import type { PushState } from "../../journal/push-loop.ts";
import { readWardJournal, type WardJournalState } from "../../journal/ward-stream/ward-journal.ts";
import { type WardSync, wardSync } from "./ward-sync.ts";

const RETRY_MS = 2_000;

export interface ShownJournal {
  sync: WardSync;
  state: WardJournalState;
  push: PushState;
  /** The journal does not answer at the moment. */
  storageFails: boolean;
}

/** The ward's journal as it is now, read again after each change in any tab. */
export const useWardJournal = (): ShownJournal => {
  const sync = wardSync();
  const { journal, loop } = sync;
  const push = useSyncExternalStore(loop.listen, loop.state);
  const [read, setRead] = useState<{ state: WardJournalState; storageFails: boolean }>({
    state: { device: undefined, entries: [] },
    storageFails: false,
  });
  useEffect(() => {
    let shown = true;
    let callOff = () => {};
    const readAgain = async () => {
      callOff();
      try {
        const state = await readWardJournal(journal);
        if (shown) setRead({ state, storageFails: false });
      } catch (problem) {
        console.error(problem);
        if (!shown) return;
        setRead(({ state }) => ({ state, storageFails: true }));
        callOff = journal.environment.after(RETRY_MS, readAgain);
      }
    };
    void readAgain();
    const stopListening = journal.changes.listen(() => void readAgain());
    return () => {
      shown = false;
      callOff();
      stopListening();
    };
  }, [journal]);
  return { sync, push, ...read };
};
