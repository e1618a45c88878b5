import { type LogOptions, logOptionsHelp, parseLogOptions } from "./log-options.ts";

export interface ImportOptions extends LogOptions {
  entrance: string | undefined;
  exit: string | undefined;
}

export const importHelp = `Usage: npm run import -- --file LOG.csv [--case COLUMN] [--activity COLUMN] [--time COLUMN] [options]

Imports another system's event log (CSV in UTF-8 with a header) into the running server. A case
becomes a visit, an activity a station. The same file twice changes nothing, and files may overlap.
Of this product's own event export the further columns are read too: new stations keep their codes
and kinds.

  --entrance LABEL       the station that is an entrance
  --exit LABEL           the station that is an exit: a visit that was there is completed
${logOptionsHelp}

A bad row is named with its line on the error output, and the rest goes in. The exit code is 0 when
the file was read to its end and at least one row is stored, now or before; otherwise 1.`;

/** The options of `npm run import`, or "help". Throws a `StartFailure` naming what is wrong. */
export const parseImportOptions = (
  args: string[],
  folders: { cwd: string; defaultData: string },
): ImportOptions | "help" => {
  const parsed = parseLogOptions(args, ["entrance", "exit"], folders);
  if (parsed === "help") return "help";
  return { ...parsed.log, entrance: parsed.values.entrance, exit: parsed.values.exit };
};
