import type { Words } from "../i18n/words.ts";
import type { LocalVisit } from "../journal/device.ts";
import { usePage } from "./page-context.ts";
import { Sentence } from "./sentence.tsx";
import { StationName } from "./station-name.tsx";
import { expectedWait, type Wait } from "./wait.ts";

/** The expected wait to the next station; nothing where too little is known of it. */
export const NextStep = ({ visit }: { visit: LocalVisit }) => {
  const { guide, words, nowMs, snapshot } = usePage();
  const last = visit.scans[visit.scans.length - 1];
  const { offsetMs } = snapshot.device;
  const wait = guide && last && expectedWait(guide, last, { nowMs, offsetMs });
  if (!wait) return null;
  const strings = words.catalogue.wait;
  return (
    <section className="next">
      <h2>{strings.title}</h2>
      <p className="expected">
        <Sentence
          text={strings.usually}
          values={{ station: <StationName code={wait.to} />, wait: describeWait(wait, words) }}
        />
      </p>
      {wait.longer && <p className="longer">{strings.longer}</p>}
      <p className="quiet">
        {words.count(strings.age, wait.n, {
          from: words.day(wait.fromDay),
          to: words.day(wait.toDay),
        })}
      </p>
    </section>
  );
};

const describeWait = ({ lowMinutes, highMinutes }: Wait, words: Words): string => {
  const { aboutMinutes, aboutMinutesRange, aboutHoursRange } = words.catalogue;
  if (highMinutes > 120) {
    const low = words.duration(lowMinutes * 60_000);
    return words.fill(aboutHoursRange, { low, high: words.duration(highMinutes * 60_000) });
  }
  return lowMinutes === highMinutes
    ? words.fill(aboutMinutes, { n: lowMinutes })
    : words.fill(aboutMinutesRange, { low: lowMinutes, high: highMinutes });
};
