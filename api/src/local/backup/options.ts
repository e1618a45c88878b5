import { parseArgs } from "node:util";
import { unknownOption } from "../options.ts";
import { StartFailure } from "../start-failure.ts";

export const backupHelp = `Usage: npm run backup -- --to FILE|FOLDER [options]

Writes everything that is kept into one file that only you may read: the database, the files that
were sent, and the keys. The server may run meanwhile; whatever it acknowledged before is in the backup.

  --to FILE|FOLDER   a new file, or a folder that exists, in which a file is named by the time
  --keep NUMBER      in a folder: removes all but its newest backups afterwards
  --data FOLDER      the data folder (default: .data beside package.json)
  --help             this text`;

export const restoreHelp = `Usage: npm run restore -- --from FILE|FOLDER [options]

Makes a data folder out of a backup. What was recorded after the backup is not in it.

  --from FILE|FOLDER a backup, or a folder whose newest is taken
  --data FOLDER      the data folder to make (default: .data beside package.json)
  --replace          when the data folder holds data: renames it, and restores in its place
  --help             this text`;

const options = {
  to: { type: "string" },
  keep: { type: "string" },
  from: { type: "string" },
  data: { type: "string" },
  replace: { type: "boolean" },
  help: { type: "boolean" },
} as const;

/** The options of these names. Throws a `StartFailure` for any other, and for the first if it is missing. */
export const parseBackupOptions = (args: string[], names: (keyof typeof options)[]) => {
  const known = Object.fromEntries(names.map((name) => [name, options[name]]));
  const values = parseValues(args, known) as {
    -readonly [name in keyof typeof options]?: (typeof options)[name]["type"] extends "string"
      ? string
      : boolean;
  };
  const [needed] = names;
  if (needed && !values.help && !values[needed]) {
    throw new StartFailure(`--${needed} is missing; --help lists the options.`);
  }
  return values;
};

const parseValues = (args: string[], known: Partial<typeof options>) => {
  try {
    return parseArgs({ args, options: { ...known, help: options.help } }).values;
  } catch (error) {
    throw unknownOption(error);
  }
};
