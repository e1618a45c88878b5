import type { Figures } from "@throughline/shared/figures.ts";
import type { ReactNode } from "react";
import { type Column, FigureTable } from "../ui/figure-table.tsx";
import { visitColumns } from "./visit-columns.ts";

type Reason = Figures["reasons"][number];

const columns = (visits: number): Column<Reason>[] => [
  {
    name: "reason",
    heading: "Reason",
    value: ({ code, label }) => (code === "" ? "None given" : label),
  },
  ...visitColumns<Reason>(visits),
];

/** Why patients say they came. */
export const Reasons = ({ reasons, visits }: Pick<Figures, "reasons" | "visits">): ReactNode => (
  <FigureTable
    caption="Reasons for visit"
    columns={columns(visits)}
    rows={reasons}
    rowKey={({ code }) => code}
    empty="No reason has been given yet."
  />
);
