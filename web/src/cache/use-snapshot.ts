import { useEffect, useState } from "react";
import { type Journal, readSnapshot, type Snapshot } from "../journal/journal.ts";

const RETRY_MS = 2_000;

/** The journal as it is now, read again after each change in any tab. */
export const useSnapshot = (
  journal: Journal,
): { snapshot: Snapshot | undefined; storageFails: boolean } => {
  const [state, setState] = useState<{ snapshot: Snapshot | undefined; storageFails: boolean }>({
    snapshot: undefined,
    storageFails: false,
  });
  useEffect(() => {
    let live = true;
    let callOff = () => {};
    const read = async () => {
      callOff();
      try {
        const snapshot = await readSnapshot(journal);
        if (live) setState({ snapshot, storageFails: false });
      } catch (problem) {
        console.error(problem);
        if (!live) return;
        setState(({ snapshot }) => ({ snapshot, storageFails: true }));
        callOff = journal.environment.after(RETRY_MS, read);
      }
    };
    const readWhenSeen = () => {
      if (document.visibilityState === "visible") void read();
    };
    void read();
    const stopListening = journal.changes.listen(() => void read());
    // Where tabs cannot tell each other, the other tab's scans appear on return.
    document.addEventListener("visibilitychange", readWhenSeen);
    return () => {
      live = false;
      callOff();
      stopListening();
      document.removeEventListener("visibilitychange", readWhenSeen);
    };
  }, [journal]);
  return state;
};
