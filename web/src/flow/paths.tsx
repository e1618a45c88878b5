import type { Figures } from "@throughline/shared/figures.ts";
import type { ReactNode } from "react";
import { type Column, FigureTable } from "../ui/figure-table.tsx";
import { formatCount, plural } from "../ui/format.ts";
import { Route } from "../ui/route.tsx";
import { visitColumns } from "./visit-columns.ts";

type Path = Figures["paths"][number];

const columns = (visits: number): Column<Path>[] => [
  {
    name: "path",
    heading: "Path",
    value: ({ stations }) => stations.join(" → "),
    show: ({ stations }) => <Route names={stations} />,
  },
  ...visitColumns<Path>(visits),
];

/** The ways that visits took, the most frequent first. */
export const Paths = (props: Pick<Figures, "paths" | "distinctPaths" | "visits">): ReactNode => {
  const { paths, distinctPaths, visits } = props;
  return (
    <>
      {distinctPaths > paths.length && (
        <p className="quiet">
          The {plural(paths.length, "most frequent path", "most frequent paths")} of{" "}
          {formatCount(distinctPaths)}.
        </p>
      )}
      <FigureTable
        caption="Paths through the stations"
        columns={columns(visits)}
        rows={paths}
        rowKey={({ codes }) => codes.join(" ")}
        empty="No path yet."
      />
    </>
  );
};
