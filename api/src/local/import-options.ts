import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { isTimeZone } from "@throughline/shared/time.ts";
import type { LogColumns } from "./event-log-rows.ts";
import { unknownOption } from "./options.ts";
import { StartFailure } from "./start-failure.ts";

export interface ImportOptions {
  file: string;
  columns: LogColumns;
  entrance: string | undefined;
  exit: string | undefined;
  site: string;
  data: string;
  url: string | undefined;
  timeZone: string | undefined;
}

export const importHelp = `Usage: npm run import -- --file LOG.csv [--case COLUMN] [--activity COLUMN] [--time COLUMN] [options]

Imports another system's event log (CSV in UTF-8 with a header) into the running server. A case
becomes a visit, an activity a station. The same file twice changes nothing, and files may overlap.
Of this product's own event export the further columns are read too: new stations keep their codes
and kinds.

  --file FILE            the log
  --case COLUMN          the column that tells which case a row belongs to (default: case)
  --activity COLUMN      the column that names the station (default: activity)
  --time COLUMN          the column of the time: ISO 8601, with T or a space (default: time)
  --where COLUMN=VALUE   only rows that hold this value; may be given several times
  --entrance LABEL       the station that is an entrance
  --exit LABEL           the station that is an exit: a visit that was there is completed
  --time-zone ZONE       the zone of times without an offset (default: the site's)
  --site CODE            the site (default: main)
  --data FOLDER          the data folder of the running server (default: .data)
  --url URL              a server elsewhere; its token stands in THROUGHLINE_TOKEN
  --help                 this text

A bad row is named with its line on the error output, and the rest goes in. The exit code is 0 when
the file was read to its end and at least one row is stored, now or before; otherwise 1.`;

/** The options of `npm run import`, or "help". Throws a `StartFailure` naming what is wrong. */
export const parseImportOptions = (
  args: string[],
  { cwd, defaultData }: { cwd: string; defaultData: string },
): ImportOptions | "help" => {
  const values = parseValues(args);
  if (values.help) return "help";
  if (!values.file) throw new StartFailure("--file is missing; --help lists the options.");
  const zone = values["time-zone"];
  if (zone !== undefined && !isTimeZone(zone)) {
    throw new StartFailure("--time-zone is not an IANA time zone such as Europe/Berlin.");
  }
  return {
    file: resolve(cwd, values.file),
    columns: {
      case: values.case ?? "case",
      activity: values.activity ?? "activity",
      time: values.time ?? "time",
      where: (values.where ?? []).map(parseWhere),
    },
    entrance: values.entrance,
    exit: values.exit,
    site: values.site ?? "main",
    data: values.data === undefined ? defaultData : resolve(cwd, values.data),
    url: values.url,
    timeZone: zone,
  };
};

const parseWhere = (text: string) => {
  const sign = text.indexOf("=");
  if (sign < 1) throw new StartFailure("--where is not of the form COLUMN=VALUE.");
  return { column: text.slice(0, sign), value: text.slice(sign + 1) };
};

const parseValues = (args: string[]) => {
  try {
    return parseArgs({
      args,
      options: {
        file: { type: "string" },
        case: { type: "string" },
        activity: { type: "string" },
        time: { type: "string" },
        where: { type: "string", multiple: true },
        entrance: { type: "string" },
        exit: { type: "string" },
        site: { type: "string" },
        data: { type: "string" },
        url: { type: "string" },
        "time-zone": { type: "string" },
        help: { type: "boolean" },
      },
    }).values;
  } catch (error) {
    throw unknownOption(error);
  }
};
