import type { WardSnapshot } from "@throughline/shared/ward-api.ts";
import type { ReactNode } from "react";
import { formatAge, formatTime } from "../ui/format.ts";
import type { Age } from "./rules/judge-age.ts";
import { formatMoment } from "./rules/words.ts";

interface Props {
  snapshot: Pick<WardSnapshot, "asOf" | "monitorAt" | "timeZone">;
  age: Age;
  nowMs: number;
  /** Hints of news come. */
  live: boolean;
  /** The last attempt to ask has failed. */
  failed: boolean;
}

/** As of when this is, and when the monitor last looked. Over the whole width where either is old. */
export const WardAge = ({ snapshot, age, nowMs, live, failed }: Props): ReactNode => {
  const { asOf, monitorAt, timeZone } = snapshot;
  const isOld = age.dataIsOld || age.monitorIsOld;
  return (
    <>
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
      </p>
      {isOld && (
        <div className="ward-old" role="alert">
          {age.dataIsOld && (
            <p>
              Not current. As of {formatMoment(asOf, timeZone, nowMs)}
              {age.dataMs === null
                ? "; this tablet’s clock was changed since."
                : `, ${formatAge(age.dataMs)}. Hours go on; new tests do not appear.`}
            </p>
          )}
          {age.monitorIsOld && (
            <p>
              {monitorAt
                ? `The monitor last looked at ${formatMoment(monitorAt, timeZone, nowMs)}.`
                : "The monitor has not looked yet."}{" "}
              This screen opens alerts by itself meanwhile.
            </p>
          )}
        </div>
      )}
    </>
  );
};
