import { useState } from "react";
import type { LocalEntry } from "../journal/device.ts";
import { removeEntry } from "../journal/remove.ts";
import { stationLabel } from "./first/confirmation.ts";
import { usePage } from "./page-context.ts";
import { Question } from "./question.tsx";

/** What the server did not accept, why, and the way to remove it after being told what that means. */
export const RefusedEntry = ({ entry }: { entry: LocalEntry }) => {
  const { page, snapshot, words } = usePage();
  const [asking, setAsking] = useState(false);
  const strings = words.catalogue.sync;
  const what =
    entry.type === "scan"
      ? words.fill(strings.what.scan, {
          station: stationLabel(entry.body.station, snapshot.guide?.labels, words.language),
        })
      : strings.what[entry.type];
  return (
    <li>
      <p>
        <bdi>{what}</bdi> · {words.time(entry.deviceAt)}
      </p>
      <p>{entry.rejected && strings.rejectedWhy[entry.rejected.code]}</p>
      {asking ? (
        <Question title={`${strings.remove}: ${what}`}>
          <p>{strings.removeMeans}</p>
          <button
            type="button"
            className="main"
            onClick={() => void removeEntry(page.journal, entry.id)}
          >
            {strings.removeConfirm}
          </button>
          <button type="button" className="plain" onClick={() => setAsking(false)}>
            {strings.removeCancel}
          </button>
        </Question>
      ) : (
        <button
          type="button"
          className="plain"
          aria-label={`${strings.remove}: ${what}`}
          onClick={() => setAsking(true)}
        >
          {strings.remove}
        </button>
      )}
    </li>
  );
};
