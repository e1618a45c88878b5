import type { LocalScan } from "../journal/device.ts";
import { stationLabel } from "./first/confirmation.ts";
import { usePage } from "./page-context.ts";

/** Less than this would read as 0 min. */
const HALF_MINUTE_MS = 30_000;

/** Where the visit has been, with the minutes from one scan to the next. */
export const Timeline = ({ over }: { over: boolean }) => {
  const { words, visit, snapshot, nowMs } = usePage();
  const { timeline } = words.catalogue;
  const first = visit?.scans[0];
  const last = visit?.scans[visit.scans.length - 1];
  if (!visit || !first || !last) {
    return (
      <section>
        <h1>{timeline.emptyTitle}</h1>
        <p>{timeline.empty}</p>
        <p>{timeline.emptyHow}</p>
      </section>
    );
  }
  const until = over ? Date.parse(last.deviceAt) : nowMs;
  const sinceFirstMs = until - Date.parse(first.deviceAt);
  const label = (scan: LocalScan) =>
    stationLabel(scan.station, snapshot.guide?.labels, words.language);
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
      <ol className="timeline">
        {visit.scans.map((scan, index) => (
          <li key={scan.id}>
            <span>{label(scan)}</span>
            <time dateTime={scan.deviceAt}>{words.time(scan.deviceAt)}</time>
            <Way from={visit.scans[index - 1]} to={scan} label={label} />
          </li>
        ))}
      </ol>
    </section>
  );
};

/** The minutes between two scans; nothing before the first, or where the clock was set back. */
const Way = ({
  from,
  to,
  label,
}: {
  from: LocalScan | undefined;
  to: LocalScan;
  label: (scan: LocalScan) => string;
}) => {
  const { words } = usePage();
  const ms = from ? Date.parse(to.deviceAt) - Date.parse(from.deviceAt) : -1;
  if (!from || ms < 0) return <span />;
  const { under, after } = words.catalogue.timeline;
  const duration = ms < HALF_MINUTE_MS ? under : words.duration(ms);
  return (
    <span>
      <span aria-hidden="true">{duration}</span>
      <span className="heard">{words.fill(after, { duration, station: label(from) })}</span>
    </span>
  );
};
