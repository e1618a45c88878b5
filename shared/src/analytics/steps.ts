import type { Figures } from "../figures.ts";
import type { Station } from "../station.ts";
import type { PathCount } from "./merge-summaries.ts";
import { findLabels, inSiteOrder } from "./station-labels.ts";

/**
 * Per station: visits that passed it, completed visits that never did, visits that came again. Has
 * every station of the site but the retired ones that nobody passed.
 */
export const countSteps = (
  paths: readonly PathCount[],
  stations: readonly Station[],
): Figures["steps"] => {
  const tallies = new Map<string, { visits: number; completed: number; repeated: number }>();
  const tallyOf = (code: string) => {
    let tally = tallies.get(code);
    if (!tally) {
      tally = { visits: 0, completed: 0, repeated: 0 };
      tallies.set(code, tally);
    }
    return tally;
  };
  for (const station of stations) if (!station.retired) tallyOf(station.code);
  let completedVisits = 0;
  for (const { codes, completed, abandoned, open } of paths) {
    const visits = completed + abandoned + open;
    completedVisits += completed;
    const passed = new Set<string>();
    const repeated = new Set<string>();
    for (const code of codes) (passed.has(code) ? repeated : passed).add(code);
    for (const code of passed) {
      const tally = tallyOf(code);
      tally.visits += visits;
      tally.completed += completed;
      if (repeated.has(code)) tally.repeated += visits;
    }
  }
  const label = findLabels(stations);
  return inSiteOrder(tallies.keys(), stations).map((code) => {
    const { visits, completed, repeated } = tallyOf(code);
    return { station: label(code), code, visits, missed: completedVisits - completed, repeated };
  });
};
