import type { WardSnapshot } from "@throughline/shared/ward-api.ts";
import type { ViewEntry } from "@throughline/shared/ward-entry.ts";
import { useEffect, useRef } from "react";
import type { WardSync } from "../cache/ward-cache/ward-sync.ts";
import { appendWardEntry } from "../journal/ward-stream/ward-journal.ts";
import { isViewDue, type RecordedView } from "./rules/next-view.ts";
import type { Row } from "./rules/settle-bed.ts";

const MOST_EPISODES = 500;

/**
 * Records which alerts stand on the screen: when it first shows them, when they change, and every
 * five minutes while somebody can see it.
 */
export const useViews = (
  { journal, loop }: WardSync,
  site: string,
  screen: ViewEntry["body"]["screen"],
  snapshot: WardSnapshot | undefined,
  shown: readonly Row[],
): void => {
  const recorded = useRef<RecordedView>(undefined);
  const episodes = shown.flatMap(({ alert }) => (alert ? [alert.episode] : [])).sort();
  const key = [site, snapshot?.ward, screen, ...episodes].join("\n");
  // After every drawing, which is every second: whether it is due is for the rule to say.
  useEffect(() => {
    if (!snapshot || document.visibilityState !== "visible") return;
    const atMs = Date.now();
    if (!isViewDue(recorded.current, key, atMs)) return;
    recorded.current = { shown: key, atMs };
    const { ward, asOf, monitorAt } = snapshot;
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
