import { useSyncExternalStore } from "react";
import { tellAttempt } from "../i18n/attempt-words.ts";
import { readSyncState } from "../journal/sync-state.ts";
import { usePage } from "./page-context.ts";
import { RefusedEntry } from "./refused-entry.tsx";

/**
 * Always there and always true: how many wait, since when and why, and what was refused. It stands
 * at the end of the page, and before everything else as long as something is wrong.
 */
export const SyncStatus = ({ place }: { place: "top" | "end" }) => {
  const { page, snapshot, words, storageFails } = usePage();
  const push = useSyncExternalStore(page.loop.listen, page.loop.state);
  const strings = words.catalogue.sync;
  const sync = readSyncState(snapshot.entries, push);
  const wrong = sync.why !== undefined || sync.rejected.length > 0 || storageFails || !page.stored;
  if (wrong !== (place === "top")) return null;
  const known = Object.values(snapshot.device.visits).some(({ scans }) => scans.length > 0);
  return (
    <section className="sync">
      <h2>{strings.title}</h2>
      {sync.waiting === 0 ? (
        <p>{known && sync.rejected.length === 0 ? strings.allReceived : strings.nothingYet}</p>
      ) : (
        <>
          <p className="waiting">
            {words.count(strings.waiting, sync.waiting)}
            {sync.waitingSince &&
              ` ${words.fill(strings.since, { time: words.time(sync.waitingSince) })}`}
          </p>
          <p>{tellAttempt(words, sync)}</p>
          <button
            type="button"
            className="main"
            disabled={sync.sending}
            onClick={() => page.loop.wake()}
          >
            {strings.tryNow}
          </button>
        </>
      )}
      {sync.rejected.length > 0 && (
        <>
          <p className="waiting">{words.count(strings.rejected, sync.rejected.length)}</p>
          <ul className="rejected">
            {sync.rejected.map((entry) => (
              <RefusedEntry key={entry.id} entry={entry} />
            ))}
          </ul>
        </>
      )}
      {storageFails && <p>{strings.storageFailed}</p>}
      {!page.stored && <p>{strings.notStored}</p>}
      {page.stored && !window.isSecureContext && <p>{strings.insecure}</p>}
    </section>
  );
};
