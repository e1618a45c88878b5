import type { LocalEntry } from "../journal/device.ts";
import { removeEntry } from "../journal/remove.ts";
import { stationName } from "./first/confirmation.ts";
import { usePage } from "./page-context.ts";
import { Question } from "./question.tsx";
import { useQuestion } from "./use-question.ts";

/** What the server did not accept, why, and the way to remove it after being told what that means. */
export const RefusedEntry = ({ entry }: { entry: LocalEntry }) => {
  const { page, snapshot, words, change, say } = usePage();
  const { asking, ask, cancel, button } = useQuestion();
  const strings = words.catalogue.sync;
  const what =
    entry.type === "scan"
      ? words.fill(strings.what.scan, {
          station: stationName(entry.body.station, snapshot.guide?.labels, words.language).text,
        })
      : strings.what[entry.type];
  const remove = async () => {
    const removed = await change(() => removeEntry(page.journal, entry.id));
    if (removed) say(words.fill(strings.removed, { what }));
  };
  return (
    <li>
      <p>
        <bdi>{what}</bdi> · <bdi>{words.time(entry.deviceAt)}</bdi>
      </p>
      <p>{entry.rejected && strings.rejectedWhy[entry.rejected.code]}</p>
      {asking ? (
        <Question title={`${strings.remove}: ${what}`}>
          <p>{strings.removeMeans}</p>
          <button type="button" className="main" onClick={() => void remove()}>
            {strings.removeConfirm}
          </button>
          <button type="button" className="plain" onClick={cancel}>
            {strings.removeCancel}
          </button>
        </Question>
      ) : (
        <button
          ref={button}
          type="button"
          className="plain"
          aria-label={`${strings.remove}: ${what}`}
          onClick={ask}
        >
          {strings.remove}
        </button>
      )}
    </li>
  );
};
