import { type ReactNode, useState, useSyncExternalStore } from "react";
import { tellAttempt } from "../i18n/attempt-words.ts";
import { en } from "../i18n/en.ts";
import { createWords } from "../i18n/words.ts";
import type { Snapshot } from "../journal/journal.ts";
import { removeEntry } from "../journal/remove.ts";
import { readSyncState } from "../journal/sync-state.ts";
import { Notice } from "../ui/notice.tsx";
import type { TabletJournal } from "./tablet-journal.ts";

interface Props {
  tablet: TabletJournal;
  snapshot: Snapshot;
  /** The journal does not answer at the moment. */
  storageFails: boolean;
}

const words = createWords("en", en, navigator.languages);
const strings = en.sync;

/** What this tablet has recorded and the server has not confirmed: always there, always true. */
export const TabletState = ({ tablet, snapshot, storageFails }: Props): ReactNode => {
  const push = useSyncExternalStore(tablet.loop.listen, tablet.loop.state);
  const sync = readSyncState(snapshot.forOthers, push);
  return (
    <section className="station-state" aria-label={strings.title}>
      {sync.waiting === 0 ? (
        <p>{strings.nothingYet}</p>
      ) : (
        <>
          <p>
            <strong>{words.count(strings.waiting, sync.waiting)}</strong>{" "}
            {sync.waitingSince &&
              words.fill(strings.since, { time: words.time(sync.waitingSince) })}
            . {tellAttempt(words, sync)}
          </p>
          <button
            type="button"
            className="button"
            disabled={sync.sending}
            onClick={() => tablet.loop.wake()}
          >
            {strings.tryNow}
          </button>
        </>
      )}
      {storageFails && <Notice meaning="overdue" title="This tablet’s storage does not answer." />}
      {sync.rejected.length > 0 && (
        <Rejected
          tablet={tablet}
          ids={sync.rejected.map(({ id }) => id)}
          reasons={sync.rejected.map(({ rejected }) => rejected?.code ?? "UNREADABLE")}
        />
      )}
    </section>
  );
};

interface RejectedProps {
  tablet: TabletJournal;
  ids: string[];
  reasons: (keyof typeof strings.rejectedWhy)[];
}

/** What the server refused; it stays until somebody who was told removes it. */
const Rejected = ({ tablet, ids, reasons }: RejectedProps) => {
  const [asking, setAsking] = useState(false);
  const removeAll = async () => {
    for (const id of ids) await removeEntry(tablet.journal, id);
    setAsking(false);
  };
  return (
    <Notice meaning="overdue" title={`${words.count(strings.rejected, ids.length)}.`}>
      {[...new Set(reasons)].map((reason) => (
        <p key={reason}>{strings.rejectedWhy[reason]}</p>
      ))}
      {asking ? (
        <>
          <p>They are deleted from this tablet. The server does not have them.</p>
          <div className="button-row">
            <button type="button" className="button" onClick={() => void removeAll()}>
              {strings.removeConfirm}
            </button>
            <button type="button" className="button" onClick={() => setAsking(false)}>
              {strings.removeCancel}
            </button>
          </div>
        </>
      ) : (
        <button type="button" className="button" onClick={() => setAsking(true)}>
          {strings.remove}
        </button>
      )}
    </Notice>
  );
};
