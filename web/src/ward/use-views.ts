import { shownEpisodeOf } from "@throughline/shared/alert.ts";
import type { WardSnapshot } from "@throughline/shared/ward-api.ts";
import type { ViewEntry } from "@throughline/shared/ward-entry.ts";
import { useEffect, useRef } from "react";
import type { WardSync } from "../cache/ward-cache/ward-sync.ts";
import { appendWardEntry } from "../journal/ward-stream/ward-journal.ts";
import { nextView, type RecordedView, viewEveryMs } from "./rules/next-view.ts";
import type { Row } from "./rules/settle-bed.ts";

const MOST_EPISODES = 500;

/**
 * Records which alerts stand on the screen, in sight: when it first shows them, also by scrolling,
 * and again and again while somebody can see it.
 */
export const useViews = (
  { journal, loop }: WardSync,
  site: string,
  screen: ViewEntry["body"]["screen"],
  snapshot: WardSnapshot | undefined,
  shown: readonly Row[],
): void => {
  const recorded = useRef<RecordedView>(undefined);
  // After every drawing, which is every second: whether it is due is for the rule to say.
  useEffect(() => {
    if (!snapshot || document.visibilityState !== "visible") return;
    const { ward, asOf, monitorAt, policy } = snapshot;
    const inSight = staysInSight();
    const episodes = shown
      .flatMap(({ key, bed, alert }) =>
        alert && inSight.has(key) ? [shownEpisodeOf(bed.patient.patientId, alert.episode)] : [],
      )
      .sort();
    const place = [site, ward, screen].join("\n");
    const everyMs = viewEveryMs(policy.unviewedMinutes);
    const next = nextView(recorded.current, { place, episodes }, Date.now(), everyMs);
    if (!next) return;
    recorded.current = next;
    appendWardEntry(journal, site, {
      type: "view",
      body: {
        ward: ward === "-" ? "" : ward,
        screen,
        dataAsOf: asOf,
        monitorAt,
        episodes: episodes.slice(0, MOST_EPISODES),
      },
    }).then(loop.wake, (problem: unknown) => console.error("a view was not recorded", problem));
  });
};

/** Of the rows that name their stay, those whose middle can be seen. */
const staysInSight = (): ReadonlySet<string | undefined> =>
  new Set(
    [...document.querySelectorAll<HTMLElement>("[data-stay]")]
      .filter((row) => {
        const { top, bottom } = row.getBoundingClientRect();
        const middle = (top + bottom) / 2;
        return middle >= 0 && middle <= window.innerHeight;
      })
      .map(({ dataset }) => dataset.stay),
  );
