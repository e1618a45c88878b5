import type { HiddenFigures } from "@throughline/shared/hidden-figures.ts";
import { formatCount, formatShare, formatTold, HIDDEN } from "../../ui/format.ts";

const items = [
  ["without entrance", "withoutEntrance"],
  ["without exit", "withoutExit"],
  ["with one scan only", "singleScan"],
  ["unknown times", "unknownTimes"],
  ["scans undone", "voidedScans"],
] as const;

/** How far the figures can be trusted, in one line. Zeros are left out. */
export const qualityLine = ({ quality }: Pick<HiddenFigures, "quality">): string => {
  const { coverage } = quality;
  const covered = !coverage
    ? "coverage unknown"
    : coverage.people === null
      ? `coverage ${HIDDEN}`
      : `coverage ${formatShare(coverage.share)} of ${formatCount(coverage.people)} people`;
  const counts = items
    .filter(([, name]) => quality[name] !== 0)
    .map(([words, name]) => `${words}: ${formatTold(quality[name])}`);
  return `${[covered, ...counts].join("; ")}.`;
};
