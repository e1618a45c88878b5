import type { PatientTests } from "@throughline/shared/ward-api.ts";
import { type ReactNode, useState } from "react";
import { type Column, FigureTable } from "../ui/figure-table.tsx";
import { formatFullTime, NOTHING } from "../ui/format.ts";
import type { Sort } from "../ui/sort.ts";
import { Tag } from "../ui/tag.tsx";
import { SourceLine } from "./source-line.tsx";

type Test = PatientTests["tests"][number];

const countsWords: Record<Test["counts"], ReactNode> = {
  yes: "Yes",
  no: "No",
  unknown: <Tag meaning="unknown">No: unknown status</Tag>,
};

const text = (name: string, heading: string, value: (test: Test) => string): Column<Test> => ({
  name,
  heading,
  value: (test) => value(test) || null,
  show: (test) => <bdi>{value(test) || NOTHING}</bdi>,
});

/** Every test that the laboratories' files have told of. */
export const TestsTable = (props: {
  tests: readonly Test[];
  site: string;
  timeZone: string;
}): ReactNode => {
  const { tests, site, timeZone } = props;
  const [sort, setSort] = useState<Sort>({ column: "performed", descending: true });
  const columns: Column<Test>[] = [
    {
      name: "performed",
      heading: "Performed",
      value: ({ performedAt }) => performedAt,
      show: ({ performedAt }) => formatFullTime(performedAt, timeZone),
    },
    text("type", "Test", ({ testType }) => testType),
    text("result", "Result", ({ result }) => result),
    text("status", "Status", ({ status }) => status),
    {
      name: "counts",
      heading: "Counts",
      value: ({ counts }) => counts,
      show: ({ counts }) => countsWords[counts],
    },
    {
      name: "stay",
      heading: "Stay",
      value: ({ stay }) => stay,
      show: ({ stay }) =>
        stay === null ? (
          <Tag meaning="unknown">Several could be meant</Tag>
        ) : (
          <bdi>{stay || NOTHING}</bdi>
        ),
    },
    text("laboratory", "Laboratory", ({ labLocation }) => labLocation),
    {
      name: "source",
      heading: "Said by",
      value: ({ source }) => source.sourceAt,
      show: ({ source }) => <SourceLine source={source} site={site} timeZone={timeZone} />,
    },
  ];
  return (
    <FigureTable
      caption="Tests"
      wide
      columns={columns}
      rows={tests}
      rowKey={({ testId }) => testId}
      sort={sort}
      onSort={setSort}
      empty="No file of a laboratory has told of a test of this patient yet."
    />
  );
};
