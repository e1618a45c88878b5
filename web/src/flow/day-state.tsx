import type { AwaitedTablet, FlowDay } from "@throughline/shared/figures.ts";
import { tabletName } from "@throughline/shared/station-tablet.ts";
import type { ReactNode } from "react";
import { retireTablet } from "../cache/retire-tablet.ts";
import { ActionButton } from "../ui/action-button.tsx";
import { formatDayAndTime, plural } from "../ui/format.ts";

interface Props {
  figures: FlowDay;
  site: string;
  /** A tablet was retired: the day's answer is another one now. */
  onChanged: () => void;
}

/** Whether a closed day may still change, and whether it did. Nothing for a day that is final. */
export const DayState = ({ figures, site, onChanged }: Props): ReactNode => {
  const { provisional, changedAt, timeZone } = figures;
  if (!provisional && changedAt === null) return null;
  return (
    <div className="day-state">
      {provisional && (
        <>
          <p>
            <span className="mark-soon">Provisional</span>{" "}
            {plural(provisional.tablets.length, "tablet")} may still hold scans of this day.
          </p>
          <ul className="plain-list">
            {provisional.tablets.map((tablet) => (
              <li key={tablet.id}>
                <Awaited tablet={tablet} site={site} timeZone={timeZone} onChanged={onChanged} />
              </li>
            ))}
          </ul>
        </>
      )}
      {changedAt !== null && (
        <p>
          Changed late: scans came after the day had closed, the last on{" "}
          <time dateTime={changedAt}>{formatDayAndTime(changedAt, timeZone)}</time>.
        </p>
      )}
    </div>
  );
};

interface AwaitedProps extends Pick<Props, "site" | "onChanged"> {
  tablet: AwaitedTablet;
  timeZone: string;
}

const Awaited = ({ tablet, site, timeZone, onChanged }: AwaitedProps) => {
  const retire = async () => {
    const done = await retireTablet(site, tablet.id, true);
    if (done) onChanged();
    return done;
  };
  const name = `${tablet.station}, tablet ${tabletName(tablet.id)}`;
  return (
    <>
      <span>
        {name}: {tablet.silent ? "silent since" : "last heard from on"}{" "}
        <time dateTime={tablet.reportedAt}>{formatDayAndTime(tablet.reportedAt, timeZone)}</time>.
      </span>
      {tablet.silent && <ActionButton verb="Retire" object={name} act={retire} />}
    </>
  );
};
