import type { WardSnapshot } from "@throughline/shared/ward-api.ts";
import type { ReactNode } from "react";
import { formatAge, formatTime } from "../ui/format.ts";
import type { Age } from "./rules/judge-age.ts";
import { formatMoment } from "./rules/words.ts";

export interface WardHead {
  snapshot: Pick<WardSnapshot, "asOf" | "monitorAt" | "timeZone" | "feeds"> &
    Partial<Pick<WardSnapshot, "labsReachTo">>;
  age: Age;
  /** By the server's clock. */
  nowMs: number;
  /** Hints of news come. */
  live: boolean;
  /** The last attempt to ask has failed. */
  failed: boolean;
}

const nameMissingLab = (feeds: WardSnapshot["feeds"]): ReactNode => {
  const missing = feeds.find(({ kind, reachesTo }) => kind === "lis" && reachesTo === null);
  return missing ? (
    <>
      no lab file yet from <bdi>{missing.name}</bdi>
    </>
  ) : (
    "no lab file yet"
  );
};

/** As of when this is, when the monitor last looked, and how far the laboratory's files reach. */
export const WardAge = ({ snapshot, age, nowMs, live, failed }: WardHead): ReactNode => {
  const { asOf, monitorAt, timeZone, labsReachTo, feeds } = snapshot;
  return (
    <p className="ward-age">
      <span className="ward-link">{failed ? "No connection" : live ? "Live" : "Polling"}</span>
      <span>
        as of <time dateTime={asOf}>{formatTime(asOf, timeZone)}</time>
        {age.dataMs !== null && `, ${formatAge(age.dataMs)}`}
      </span>
      <span>
        {monitorAt ? (
          <>
            monitor <time dateTime={monitorAt}>{formatTime(monitorAt, timeZone)}</time>
          </>
        ) : (
          "the monitor has not run"
        )}
      </span>
      {labsReachTo !== undefined && (
        <span>
          {labsReachTo ? (
            <>
              lab files to{" "}
              <time dateTime={labsReachTo}>{formatMoment(labsReachTo, timeZone, nowMs)}</time>
            </>
          ) : (
            nameMissingLab(feeds)
          )}
        </span>
      )}
    </p>
  );
};

/**
 * Over the whole width that the data or the monitor is old; it stays in sight while the beds are
 * scrolled. What that means stands below it, and is read out once: it does not change by the minute.
 */
export const WardOld = ({
  snapshot,
  age,
  nowMs,
  counts = false,
}: Pick<WardHead, "snapshot" | "age" | "nowMs"> & {
  /** The page shows no beds, only how many there were. */
  counts?: boolean;
}): ReactNode => {
  const { asOf, monitorAt, timeZone } = snapshot;
  const { dataIsOld, dataMs, monitorIsOld } = age;
  if (!dataIsOld && !monitorIsOld) return null;
  return (
    <>
      <div className="ward-old">
        {dataIsOld && (
          <p>
            Not current: as of {formatMoment(asOf, timeZone, nowMs)}
            {dataMs !== null && `, ${formatAge(dataMs)}`}.
          </p>
        )}
        {monitorIsOld && (
          <p>
            {monitorAt
              ? `The monitor last looked at ${formatMoment(monitorAt, timeZone, nowMs)}.`
              : "The monitor has not looked yet."}
          </p>
        )}
      </div>
      <p className="ward-old-means" role="alert">
        {dataIsOld && dataMs === null && "This tablet’s clock was changed since. "}
        {counts
          ? "These are the numbers of then. The page of a ward opens alerts by itself meanwhile."
          : [
              dataIsOld && "This is not current: hours go on, new tests do not appear.",
              monitorIsOld && "The monitor is late: this screen opens alerts by itself meanwhile.",
            ]
              .filter(Boolean)
              .join(" ")}
      </p>
    </>
  );
};
