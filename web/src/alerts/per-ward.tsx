import type { AlertFigures } from "@throughline/shared/ward-api.ts";
import type { ReactNode } from "react";
import { type Column, FigureTable } from "../ui/figure-table.tsx";
import { formatCount, formatDuration } from "../ui/format.ts";
import { wardName } from "../ui/ward-name.ts";

type Ward = AlertFigures["perWard"][number];

const time = (
  name: "minutesToAcknowledgeP50" | "minutesToAcknowledgeP90",
  heading: string,
): Column<Ward> => ({
  name,
  heading,
  figure: true,
  value: (ward) => ward[name],
  show: ({ [name]: value }) => formatDuration(value === null ? null : value * 60),
});

const columns: Column<Ward>[] = [
  { name: "ward", heading: "Ward", value: ({ ward }) => wardName(ward) },
  {
    name: "opened",
    heading: "Opened",
    figure: true,
    value: ({ opened }) => opened,
    show: ({ opened }) => formatCount(opened),
  },
  {
    name: "acknowledged",
    heading: "Acknowledged",
    figure: true,
    value: ({ acknowledged }) => acknowledged,
    show: ({ acknowledged }) => formatCount(acknowledged),
  },
  time("minutesToAcknowledgeP50", "Until then, median"),
  time("minutesToAcknowledgeP90", "p90"),
];

/** The alerts of each ward, and how long they waited for somebody. */
export const PerWard = ({ wards }: { wards: readonly Ward[] }): ReactNode => (
  <FigureTable
    caption="Alerts by ward"
    columns={columns}
    rows={wards}
    rowKey={({ ward }) => ward}
    empty="No alert opened in this period."
  />
);
