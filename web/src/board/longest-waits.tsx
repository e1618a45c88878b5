import type { Live, StationWait } from "@throughline/shared/live.ts";
import type { ReactNode } from "react";
import { FigureTable } from "../ui/figure-table.tsx";
import { formatDuration, formatTime } from "../ui/format.ts";

/** As many as can be read from a distance. */
const SHOWN = 6;

type Row = StationWait & { key: string };

/** Who has been waiting longest at this moment, wherever that is. */
export const LongestWaits = ({ live }: { live: Live }): ReactNode => {
  const rows: Row[] = live.waits
    .slice(0, SHOWN)
    .map((wait, index) => ({ ...wait, key: `${wait.since} ${index}` }));
  return (
    <FigureTable
      caption="Longest waits now"
      columns={[
        { name: "station", heading: "At", value: ({ station }: Row) => station },
        {
          name: "since",
          heading: "Since",
          figure: true,
          value: ({ since }: Row) => since,
          show: ({ since }: Row) => formatTime(since, live.timeZone),
        },
        {
          name: "wait",
          heading: "Wait",
          figure: true,
          value: ({ waitedSeconds }: Row) => waitedSeconds,
          show: ({ waitedSeconds }: Row) => formatDuration(waitedSeconds),
        },
      ]}
      rows={rows}
      rowKey={({ key }) => key}
      empty="Nobody is waiting."
    />
  );
};
