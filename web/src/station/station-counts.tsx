import { liveSchema } from "@throughline/shared/live.ts";
import type { ReactNode } from "react";
import { useAnswer } from "../cache/use-answer.ts";
import type { Tablet } from "../journal/device.ts";
import { FigureCard } from "../ui/figure-card.tsx";
import { formatCount, formatDay } from "../ui/format.ts";
import { Freshness } from "../ui/freshness.tsx";

const EVERY_MS = 5_000;

interface Props {
  site: string;
  station: string;
  tally: Tablet["tally"];
}

/** What the server counts at this station today, by phones and tablets, and what this tablet read. */
export const StationCounts = ({ site, station, tally }: Props): ReactNode => {
  const { known, failure } = useAnswer(`/sites/${site}/flow/live`, liveSchema, {
    everyMs: () => EVERY_MS,
  });
  const own = tally?.station === station ? tally : undefined;
  return (
    <div className="station-counts">
      <FigureCard
        label="Scans at this station today"
        figure={known ? formatCount(known.value.scansByStation[station] ?? 0) : "–"}
      >
        {known ? (
          <Freshness
            asOf={known.value.asOf}
            fetchedAtMs={known.fetchedAtMs}
            timeZone={known.value.timeZone}
            live
            stale={failure !== undefined}
          />
        ) : (
          <p>What the server has counted, by phones and tablets.</p>
        )}
      </FigureCard>
      <FigureCard label="Read by this tablet" figure={formatCount(own?.scans ?? 0)}>
        <p>{own ? `On ${formatDay(own.day)}, sent or waiting` : "Nothing yet"}</p>
      </FigureCard>
    </div>
  );
};
