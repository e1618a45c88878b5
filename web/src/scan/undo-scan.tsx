import type { LocalVisit } from "../journal/device.ts";
import { append } from "../journal/journal.ts";
import { stationName } from "./first/confirmation.ts";
import { usePage } from "./page-context.ts";

/** Takes back the last scan: a void is recorded, nothing is erased. */
export const UndoScan = ({ visit }: { visit: LocalVisit }) => {
  const { page, site, words, snapshot, say, change } = usePage();
  const last = visit.scans[visit.scans.length - 1];
  if (!last || !site || visit.ended) return null;
  const { action, done } = words.catalogue.undo;
  const undo = async () => {
    const undone = await change(() =>
      append(page.journal, { type: "void", site, scanId: last.id }),
    );
    if (!undone) return;
    const station = stationName(last.station, snapshot.guide?.labels, words.language);
    say(words.fill(done, { station: station.text, time: words.time(last.deviceAt) }));
  };
  return (
    <button type="button" className="plain" onClick={() => void undo()}>
      {action}
    </button>
  );
};
