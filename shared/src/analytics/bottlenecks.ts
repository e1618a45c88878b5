import type { Figures } from "../figures.ts";
import type { SiteSettings } from "../site.ts";
import { sumAbove, totalCount } from "./histogram.ts";
import { findTarget } from "./meet-target.ts";
import { quantile } from "./quantile.ts";
import { compareCodes, type Transition } from "./tally.ts";

/**
 * All transitions by recoverable patient-minutes, the largest first: Σ max(0, seconds − reference)
 * / 60, the reference being the transition's target or else its own p25 in the period.
 */
export const rankBottlenecks = (
  transitions: readonly Transition[],
  targets: SiteSettings["targets"],
  label: (code: string) => string,
): Figures["bottlenecks"] =>
  transitions
    .map(({ from, to, seconds }) => {
      const target = findTarget(targets, from, to);
      const referenceSeconds = target?.seconds ?? (quantile(seconds, 0.25) as number);
      return {
        from: label(from),
        to: label(to),
        fromCode: from,
        toCode: to,
        n: totalCount(seconds),
        referenceSeconds,
        reference: target ? ("target" as const) : ("p25" as const),
        recoverableMinutes: sumAbove(seconds, referenceSeconds) / 60,
      };
    })
    .sort(
      (a, b) =>
        b.recoverableMinutes - a.recoverableMinutes ||
        compareCodes(a.fromCode, b.fromCode) ||
        compareCodes(a.toCode, b.toCode),
    );
