import { tabletsResponseSchema } from "@throughline/shared/api.ts";
import type { Station } from "@throughline/shared/station.ts";
import { labelFromCode } from "@throughline/shared/station-code.ts";
import { type StationTablet, tabletName } from "@throughline/shared/station-tablet.ts";
import type { ReactNode } from "react";
import { retireTablet } from "../cache/retire-tablet.ts";
import { useAnswer } from "../cache/use-answer.ts";
import { ActionButton } from "../ui/action-button.tsx";
import { FailureNotice } from "../ui/failure-notice.tsx";
import { type Column, FigureTable } from "../ui/figure-table.tsx";
import { formatCount, formatDayAndTime, formatShortDay, NOTHING } from "../ui/format.ts";

interface Props {
  site: string;
  timeZone: string;
  stations: readonly Station[];
}

/** The tablets at the site's stations, and the days that wait for them. */
export const Tablets = ({ site, timeZone, stations }: Props): ReactNode => {
  const answer = useAnswer(`/sites/${site}/tablets`, tabletsResponseSchema);
  const label = (code: string) =>
    stations.find((station) => station.code === code)?.label ?? labelFromCode(code);
  const nameOf = ({ station, id }: StationTablet) => `${label(station)}, tablet ${tabletName(id)}`;
  const change = async ({ id, retired }: StationTablet) => {
    const done = await retireTablet(site, id, !retired);
    if (done) answer.reload();
    return done;
  };
  const columns: Column<StationTablet>[] = [
    {
      name: "tablet",
      heading: "Tablet",
      value: nameOf,
    },
    {
      name: "reported",
      heading: "Last heard from",
      value: ({ reportedAt }) => reportedAt,
      show: ({ reportedAt }) => (
        <time dateTime={reportedAt}>{formatDayAndTime(reportedAt, timeZone)}</time>
      ),
    },
    {
      name: "waiting",
      heading: "Not sent then",
      figure: true,
      value: ({ waiting }) => waiting,
      show: ({ waiting }) => formatCount(waiting),
    },
    {
      name: "days",
      heading: "Days that wait for it",
      value: ({ awaitedDays }) => awaitedDays.length,
      show: ({ awaitedDays, retired }) =>
        retired ? NOTHING : awaitedDays.map(formatShortDay).join(", ") || NOTHING,
    },
    {
      name: "retire",
      heading: "In use",
      value: ({ retired }) => (retired ? 1 : 0),
      show: (tablet) => (
        <ActionButton
          verb={tablet.retired ? "Take up again" : "Retire"}
          object={nameOf(tablet)}
          act={() => change(tablet)}
        />
      ),
    },
  ];
  return (
    <>
      <p className="quiet">
        A day stays provisional until the tablets that were active on it report that they hold no
        more scans. Retire one that will not come back; if it does, it is taken up again by itself.
      </p>
      {answer.failure && <FailureNotice failure={answer.failure} onRetry={answer.reload} />}
      {answer.known && (
        <FigureTable
          caption="Tablets"
          columns={columns}
          rows={answer.known.value.tablets}
          rowKey={({ id }) => id}
          empty="No tablet has reported yet. It does so once it is signed in and reads codes at a station."
        />
      )}
    </>
  );
};
