import type { LocalScan } from "../journal/device.ts";
import { stationName } from "./first/confirmation.ts";
import { usePage } from "./page-context.ts";
import { Sentence } from "./sentence.tsx";
import { StationName } from "./station-name.tsx";

/** Less than this would read as 0 min. */
const HALF_MINUTE_MS = 30_000;

/** Where the visit has been, with the minutes from one scan to the next. */
export const Timeline = ({ over }: { over: boolean }) => {
  const { words, visit, snapshot, nowMs } = usePage();
  const { timeline } = words.catalogue;
  const first = visit?.scans[0];
  const last = visit?.scans[visit.scans.length - 1];
  if (!visit) {
    return (
      <section>
        <h1>{timeline.emptyTitle}</h1>
        <p>{timeline.empty}</p>
        <p>{timeline.emptyHow}</p>
      </section>
    );
  }
  const until = over && last ? Date.parse(last.deviceAt) : nowMs;
  // How long ago a visit began that was taken over is not known here.
  const sinceFirstMs = first && !visit.takenOverAt ? until - Date.parse(first.deviceAt) : 0;
  const foreign = visit.scans
    .map(({ station }) => stationName(station, snapshot.guide?.labels, words.language).lang)
    .find((lang) => lang !== words.language);
  return (
    <section>
      <h2>{timeline.title}</h2>
      {sinceFirstMs >= HALF_MINUTE_MS && (
        <p>
          {words.fill(over ? timeline.whole : timeline.sinceFirst, {
            duration: words.duration(sinceFirstMs),
          })}
        </p>
      )}
      {over && <p>{timeline.ended}</p>}
      {visit.takenOverAt && <p>{words.catalogue.code.elsewhere}</p>}
      <ol className="timeline">
        {visit.scans.map((scan, index) => (
          <li key={scan.id}>
            <span>
              <StationName code={scan.station} />
            </span>
            <time dateTime={scan.deviceAt}>{words.time(scan.deviceAt)}</time>
            <Way from={visit.scans[index - 1]} to={scan} />
          </li>
        ))}
      </ol>
      {foreign && (
        <p className="quiet">
          {words.fill(timeline.siteWording, { language: words.languageName(foreign) })}
        </p>
      )}
    </section>
  );
};

/** The minutes between two scans; nothing before the first, or where the clock was set back. */
const Way = ({ from, to }: { from: LocalScan | undefined; to: LocalScan }) => {
  const { words } = usePage();
  const ms = from ? Date.parse(to.deviceAt) - Date.parse(from.deviceAt) : -1;
  if (!from || ms < 0) return <span />;
  const { under, after } = words.catalogue.timeline;
  const duration = ms < HALF_MINUTE_MS ? under : words.duration(ms);
  return (
    <span>
      <span aria-hidden="true">{duration}</span>
      <span className="heard">
        <Sentence
          text={after}
          values={{ duration, station: <StationName code={from.station} /> }}
        />
      </span>
    </span>
  );
};
