import type { Figures } from "@throughline/shared/figures.ts";
import type { ReactNode } from "react";
import { type Column, FigureTable } from "../ui/figure-table.tsx";
import { formatCount, formatShare } from "../ui/format.ts";

type Quality = Figures["quality"];

interface Row {
  name: Exclude<keyof Quality, "coverage">;
  heading: string;
  meaning: string;
}

const rows: readonly Row[] = [
  {
    name: "withoutEntrance",
    heading: "Visits without entrance",
    meaning: "The first steps may be missing, so the stay was longer than it looks.",
  },
  {
    name: "withoutExit",
    heading: "Visits without exit",
    meaning: "Nobody knows when these patients left. Their stay ends at their last scan.",
  },
  {
    name: "singleScan",
    heading: "Visits with one scan only",
    meaning: "Counted as visits; they have no transition and a stay of zero.",
  },
  {
    name: "correctedTimes",
    heading: "Corrected times",
    meaning: "The phone’s clock was wrong or the scan was sent later. The time is put right.",
  },
  {
    name: "unknownTimes",
    heading: "Unknown times",
    meaning: "The phone’s clock could not be believed. Counted as scans, left out of all times.",
  },
  {
    name: "uncertainTransitions",
    heading: "Uncertain transitions",
    meaning: "Shorter than the clocks can tell. They count, but their seconds are rough.",
  },
  {
    name: "voidedScans",
    heading: "Scans undone",
    meaning: "The patient pressed “Wrong station? Undo”. Left out everywhere.",
  },
  {
    name: "testScans",
    heading: "Test scans",
    meaning: "Made by a browser that is signed in as staff. Left out everywhere.",
  },
  {
    name: "lateVisits",
    heading: "Visits with late scans",
    meaning: "A phone or tablet sent something of them only after the day had closed. They count.",
  },
  {
    name: "slipsOverMidnight",
    heading: "Slips over midnight",
    meaning: "A paper slip names no day, so its visit over midnight counts on both days.",
  },
];

const columns = (quality: Quality): Column<Row>[] => [
  { name: "what", heading: "What", value: ({ heading }) => heading },
  {
    name: "n",
    heading: "n",
    figure: true,
    value: ({ name }) => quality[name],
    show: ({ name }) => formatCount(quality[name]),
  },
  { name: "meaning", heading: "What it means", value: ({ meaning }) => meaning },
];

interface Props {
  quality: Quality;
  /** Where attendance is entered, as an address. */
  attendanceHref: string;
}

/** How far the figures can be trusted, in plain words. */
export const QualityReport = ({ quality, attendanceHref }: Props): ReactNode => (
  <>
    <Coverage coverage={quality.coverage} attendanceHref={attendanceHref} />
    <FigureTable
      caption="Data quality"
      columns={columns(quality)}
      rows={rows}
      rowKey={({ name }) => name}
    />
  </>
);

const Coverage = (props: { coverage: Quality["coverage"]; attendanceHref: string }) => {
  const { coverage, attendanceHref } = props;
  if (!coverage) {
    return (
      <p>
        Coverage is unknown. <a href={attendanceHref}>Enter how many people came</a> to see how many
        of them were counted.
      </p>
    );
  }
  return (
    <p>
      Coverage: <strong>{formatShare(coverage.share)}</strong> ({formatCount(coverage.visits)}{" "}
      visits counted, {formatCount(coverage.people)} people came, on the days whose attendance is
      entered).
    </p>
  );
};
