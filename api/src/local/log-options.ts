import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { isTimeZone } from "@throughline/shared/time-zone.ts";
import type { LogColumns } from "./event-log-rows.ts";
import { unknownOption } from "./options.ts";
import { StartFailure } from "./start-failure.ts";

/** Which event log, and which server it goes to. */
export interface LogOptions {
  file: string;
  columns: LogColumns;
  site: string;
  data: string;
  url: string | undefined;
  timeZone: string | undefined;
}

/** How help texts describe these options. */
export const logOptionsHelp = `  --file FILE            the log
  --case COLUMN          the column that tells which case a row belongs to (default: case)
  --activity COLUMN      the column that names the station (default: activity)
  --time COLUMN          the column of the time: ISO 8601, with T or a space (default: time)
  --where COLUMN=VALUE   only rows that hold this value; may be given several times
  --time-zone ZONE       the zone of times without an offset (default: the site's)
  --site CODE            the site (default: main)
  --data FOLDER          the data folder of the running server (default: .data)
  --url URL              a server elsewhere; its token stands in THROUGHLINE_TOKEN
  --help                 this text`;

/**
 * The options of a command that reads an event log, and the values of its `further` ones, or
 * "help". Relative paths count from `cwd`. Throws a `StartFailure` naming what is wrong.
 */
export const parseLogOptions = <Further extends string>(
  args: string[],
  further: readonly Further[],
  { cwd, defaultData }: { cwd: string; defaultData: string },
): { log: LogOptions; values: Partial<Record<Further, string>> } | "help" => {
  const values = parseValues(args, further);
  if (values.help) return "help";
  if (!values.file) throw new StartFailure("--file is missing; --help lists the options.");
  const zone = values["time-zone"];
  if (zone !== undefined && !isTimeZone(zone)) {
    throw new StartFailure("--time-zone is not an IANA time zone such as Europe/Berlin.");
  }
  const log = {
    file: resolve(cwd, values.file),
    columns: {
      case: values.case ?? "case",
      activity: values.activity ?? "activity",
      time: values.time ?? "time",
      where: (values.where ?? []).map(parseWhere),
    },
    site: values.site ?? "main",
    data: values.data === undefined ? defaultData : resolve(cwd, values.data),
    url: values.url,
    timeZone: zone,
  };
  return { log, values: values as Partial<Record<Further, string>> };
};

const parseWhere = (text: string) => {
  const sign = text.indexOf("=");
  if (sign < 1) throw new StartFailure("--where is not of the form COLUMN=VALUE.");
  return { column: text.slice(0, sign), value: text.slice(sign + 1) };
};

const parseValues = (args: string[], further: readonly string[]) => {
  try {
    return parseArgs({
      args,
      options: {
        ...(Object.fromEntries(further.map((name) => [name, { type: "string" }])) as Record<
          never,
          never
        >),
        file: { type: "string" },
        case: { type: "string" },
        activity: { type: "string" },
        time: { type: "string" },
        where: { type: "string", multiple: true },
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
