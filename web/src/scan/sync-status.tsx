import { useSyncExternalStore } from "react";
import type { LocalEntry } from "../journal/device.ts";
import { removeEntry } from "../journal/remove.ts";
import { stationLabel } from "./first/confirmation.ts";
import { usePage } from "./page-context.ts";
import { readSyncState } from "./sync.ts";

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
  const known = Object.keys(snapshot.device.visits).length > 0;
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
          <p>
            {sync.sending ? strings.sending : sync.why && strings.why[sync.why]}{" "}
            {!sync.sending &&
              sync.nextAttemptMs &&
              words.fill(strings.nextAttempt, { time: words.time(sync.nextAttemptMs) })}
          </p>
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
      {sync.rejected.length > 0 && <Rejected entries={sync.rejected} />}
      {storageFails && <p>{strings.storageFailed}</p>}
      {!page.stored && <p>{strings.notStored}</p>}
      {page.stored && !window.isSecureContext && <p>{strings.insecure}</p>}
    </section>
  );
};

const Rejected = ({ entries }: { entries: LocalEntry[] }) => {
  const { page, snapshot, words } = usePage();
  const strings = words.catalogue.sync;
  const describe = (entry: LocalEntry) =>
    entry.type === "scan"
      ? words.fill(strings.what.scan, {
          station: stationLabel(entry.body.station, snapshot.guide?.labels, words.language),
        })
      : strings.what[entry.type];
  return (
    <>
      <p className="waiting">{words.count(strings.rejected, entries.length)}</p>
      <ul className="rejected">
        {entries.map((entry) => (
          <li key={entry.id}>
            <p>
              <bdi>{describe(entry)}</bdi> · {words.time(entry.deviceAt)}
            </p>
            <p>{entry.rejected && strings.rejectedWhy[entry.rejected.code]}</p>
            <button
              type="button"
              className="plain"
              aria-label={`${strings.remove}: ${describe(entry)}`}
              onClick={() => void removeEntry(page.journal, entry.id)}
            >
              {strings.remove}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
};
