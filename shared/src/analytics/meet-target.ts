import type { Figures, TransitionFigures } from "../figures.ts";
import type { SiteSettings, Target } from "../site.ts";
import { countUpTo, type Histogram, totalCount } from "./histogram.ts";

/** The site's target for a transition, if it has one. */
export const findTarget = (
  targets: SiteSettings["targets"],
  from: string,
  to: string,
): Target | undefined => targets.find((target) => target.from === from && target.to === to);

/** How many of a transition's seconds are within its target; exactly the target is. */
export const meetTarget = (
  seconds: Histogram,
  target: Target | undefined,
): Pick<TransitionFigures, "targetSeconds" | "withinTarget"> => {
  if (!target) return {};
  const n = countUpTo(seconds, target.seconds);
  const { minPercent } = target;
  return {
    targetSeconds: target.seconds,
    withinTarget: {
      n,
      share: n / totalCount(seconds),
      ...(minPercent !== undefined && { minShare: minPercent / 100 }),
    },
  };
};

/** The transitions of which a smaller share met the target than the site wants, the worst first. */
export const findMissedTargets = ({
  transitions,
}: Pick<Figures, "transitions">): TransitionFigures[] => {
  const shortfall = ({ withinTarget }: TransitionFigures) =>
    (withinTarget?.minShare ?? 0) - (withinTarget?.share ?? 0);
  return transitions
    .filter((transition) => shortfall(transition) > 0)
    .sort((a, b) => shortfall(b) - shortfall(a));
};
