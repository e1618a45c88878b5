/** `npm run backup`: everything that is kept, in one file, also while the server runs. */
import { dirname, join, resolve } from "node:path";
import { KEPT_FILES, readDataVersion, readIfThere } from "../data-folder.ts";
import { say } from "../on-terminal.ts";
import { isHeldByAnother, openDatabase } from "../open-database.ts";
import { defaultData, runCommand, typedIn } from "../run-command.ts";
import { findServer } from "../server-connection.ts";
import { fileFailure, StartFailure } from "../start-failure.ts";
import { writeBackup } from "./backup-file.ts";
import { backupName, isFolder, removeOldBackups } from "./backups-in.ts";
import { partsOfBucket } from "./bucket-parts.ts";
import { partsOf, partsOfServer } from "./database-route.ts";
import { backupHelp, parseBackupOptions } from "./options.ts";
import type { Part } from "./parts.ts";

/** The rows of a data folder's database, whether a server has it open or nobody. */
async function* partsOfDatabase(data: string): AsyncGenerator<Part> {
  const database = await openDatabase(data, { say, now: Date.now }).catch((error) => {
    if (isHeldByAnother(error)) return undefined;
    throw error;
  });
  if (!database)
    return yield* partsOfServer(findServer({ data, url: undefined, token: undefined }));
  try {
    yield* partsOf(database);
  } finally {
    await database.close();
  }
}

async function* partsOfFolder(data: string): AsyncGenerator<Part> {
  for (const file of KEPT_FILES) {
    const text = readIfThere(join(data, file));
    if (text !== undefined) yield { file, text };
  }
  // What waits for being taken in is moved when the database knows all that it said. So it is read
  // first, and the rest last: whatever the database tells of is in one of both.
  const written = new Set<string>();
  yield* partsOfBucket(data, { waiting: true, written });
  yield* partsOfDatabase(data);
  yield* partsOfBucket(data, { waiting: false, written });
}

await runCommand(async () => {
  const options = parseBackupOptions(process.argv.slice(2), ["to", "keep", "data"]);
  if (options.help) return say(backupHelp);
  const to = resolve(typedIn, options.to ?? "");
  const data = options.data === undefined ? defaultData : resolve(typedIn, options.data);
  if (options.keep !== undefined) {
    if (!/^[1-9]\d*$/.test(options.keep)) throw new StartFailure("--keep is a number from 1 on.");
    if (!isFolder(to)) throw new StartFailure(`There is no folder ${to}; --keep needs one.`);
  }
  const dataVersion = readDataVersion(data);
  if (dataVersion === undefined) throw new StartFailure(`There is no data in the folder ${data}.`);

  if (!isFolder(dirname(to))) throw new StartFailure(`There is no folder ${dirname(to)}.`);
  const nowMs = Date.now();
  const file = isFolder(to) ? join(to, backupName(nowMs)) : to;
  const header = {
    throughlineBackup: 1 as const,
    dataVersion,
    madeAt: new Date(nowMs).toISOString(),
  };
  await writeBackup(file, header, partsOfFolder(data)).catch((error) => {
    throw fileFailure(error, file, "The backup") ?? error;
  });
  say(
    `The backup is ${file}. Whoever has it has the keys too: keep it where nobody else reads it.`,
  );
  const removed = options.keep === undefined ? 0 : removeOldBackups(to, Number(options.keep));
  if (removed > 0) say(`Older backups removed: ${removed}.`);
});
