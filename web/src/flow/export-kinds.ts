import type { Period } from "./compared-period.ts";

/** What a range of days can be taken away as. */
export const exportKinds = [
  {
    name: "wide",
    label: "Visits, one row each (CSV)",
    meaning: "One column per station. For a spreadsheet.",
    file: "export.csv",
  },
  {
    name: "events",
    label: "Scans, one row each (CSV)",
    meaning: "An event log. Can be imported again.",
    file: "events.csv",
  },
  {
    name: "xes",
    label: "Event log (XES)",
    meaning: "For process-mining tools.",
    file: "xes",
  },
  {
    name: "days",
    label: "Figures of each day (JSON)",
    meaning: "For other programs.",
    file: "days.json",
  },
  { name: "print", label: "Paper or PDF", meaning: "What the dashboard shows.", file: undefined },
] as const;
export type ExportKind = (typeof exportKinds)[number]["name"];

/** The kind that an address names: `export=xes`; undefined where it names none. */
export const readExportKind = (search: string): ExportKind | undefined => {
  const asked = new URLSearchParams(search).get("export");
  return exportKinds.find(({ name }) => name === asked)?.name;
};

/** The search with the dialog open at a kind, or closed. */
export const writeExportKind = (search: string, kind: ExportKind | undefined): string => {
  const params = new URLSearchParams(search);
  if (kind) params.set("export", kind);
  else params.delete("export");
  return params.toString();
};

export const tellsSingleVisits = (kind: ExportKind): boolean =>
  kind === "wide" || kind === "events" || kind === "xes";

/** Where the file is. `full` asks for small counts too, where there are any. */
export const exportPath = (
  site: string,
  kind: Exclude<ExportKind, "print">,
  { from, to }: Period,
  full: boolean,
): string => {
  const file = exportKinds.find(({ name }) => name === kind)?.file;
  const query = new URLSearchParams({ from, to, ...(full && kind === "days" && { full: "true" }) });
  return `/api/v1/sites/${site}/${file}?${query}`;
};
