import { type ReactNode, useState } from "react";
import type { ShownJournal } from "../cache/ward-cache/use-ward-journal.ts";
import type { LocalWardEntry } from "../journal/ward-stream/kept-entry.ts";
import { removeRejected } from "../journal/ward-stream/ward-journal.ts";
import { plural } from "../ui/format.ts";
import { Notice } from "../ui/notice.tsx";
import { deedWords } from "./rules/words.ts";

interface Props {
  journal: ShownJournal;
  site: string;
}

/** What was recorded on this tablet and the server has not confirmed, or has refused. */
export const JournalNotice = ({ journal, site }: Props): ReactNode => {
  const { state, push, storageFails, sync } = journal;
  const ofSite = state.entries.filter((entry) => entry.site === site);
  const deeds = ofSite.filter(({ type, rejected }) => type !== "view" && !rejected);
  const rejected = ofSite.filter((entry) => entry.rejected);
  return (
    <>
      {deeds.length > 0 && push.failure && (
        <Notice
          meaning="soon"
          title={`${plural(deeds.length, "entry", "entries")} saved on this tablet, not sent yet.`}
        >
          <p>
            {push.failure.status === 401
              ? "They are sent when somebody signs in here."
              : "They are sent by themselves when the server can be reached."}
          </p>
          <button
            type="button"
            className="button"
            disabled={push.sending}
            onClick={() => sync.loop.wake()}
          >
            Send now
          </button>
        </Notice>
      )}
      {storageFails && (
        <Notice meaning="overdue" title="This tablet’s storage does not answer." urgent>
          <p>What you record now may not be saved. Use another tablet, or tell somebody.</p>
        </Notice>
      )}
      {rejected.length > 0 && <Rejected entries={rejected} journal={journal} />}
    </>
  );
};

const why = {
  UNKNOWN_ADMISSION: "The server knows no stay of this number.",
  TOO_LONG: "The review was asked for later than it may be.",
  UNREADABLE: "The server could not read it.",
};

const nameOf = (entry: LocalWardEntry): string => {
  switch (entry.type) {
    case "view":
      return "A view of the screen";
    case "acknowledge":
      return deedWords[entry.body.what];
    case "snooze":
      return "A snooze";
    case "no-tests":
      return "No tests intended";
    case "escalate":
      return "An escalation";
    case "withdraw":
      return "A withdrawal";
  }
};

/** What the server refused stays until somebody who was told removes it. */
const Rejected = ({ entries, journal }: { entries: LocalWardEntry[]; journal: ShownJournal }) => {
  const [asking, setAsking] = useState(false);
  return (
    <Notice
      meaning="overdue"
      title={`The server has refused ${plural(entries.length, "entry", "entries")} of this tablet.`}
    >
      <ul>
        {entries.map((entry) => (
          <li key={entry.id}>
            {nameOf(entry)}
            {entry.type !== "view" && (
              <>
                {" "}
                for stay <bdi>{entry.body.admissionId}</bdi> by <bdi>{entry.body.by.name}</bdi>
              </>
            )}
            : {why[entry.rejected?.code ?? "UNREADABLE"]}
          </li>
        ))}
      </ul>
      {asking ? (
        <>
          <p>They are deleted from this tablet. The server does not have them.</p>
          <div className="button-row">
            <button
              type="button"
              className="button"
              onClick={async () => {
                for (const { id } of entries) await removeRejected(journal.sync.journal, id);
              }}
            >
              Delete them
            </button>
            <button type="button" className="button" onClick={() => setAsking(false)}>
              Keep them
            </button>
          </div>
        </>
      ) : (
        <button type="button" className="button" onClick={() => setAsking(true)}>
          Delete…
        </button>
      )}
    </Notice>
  );
};
