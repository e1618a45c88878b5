/** `npm run restore`: makes a data folder out of a backup. */
import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync } from "node:fs";
import { join, resolve } from "node:path";
import { checkDataVersion, databaseFolder, KEPT_FILES, writeDataVersion } from "../data-folder.ts";
import type { Row } from "../dynalite-writes.ts";
import { say } from "../on-terminal.ts";
import { isHeldByAnother, openDatabase } from "../open-database.ts";
import { defaultData, runCommand, typedIn } from "../run-command.ts";
import { fileFailure, StartFailure } from "../start-failure.ts";
import { writePrivateFile } from "../write-private-file.ts";
import { checkBackup, readBackup } from "./backup-file.ts";
import { isFolder, newestBackup } from "./backups-in.ts";
import { createBucketLoader } from "./bucket-parts.ts";
import { parseBackupOptions, restoreHelp } from "./options.ts";

const ROWS_AT_ONCE = 500;

/** Refuses what a running server has open; a database too damaged to be opened may go. */
const checkUnused = async (data: string): Promise<void> => {
  if (!existsSync(databaseFolder(data))) return;
  const database = await openDatabase(data, { say, now: Date.now }).catch((error) => {
    if (isHeldByAnother(error)) throw error;
  });
  await database?.close();
};

/** Leaves an empty place for the data folder; what was there stays under another name. */
const makeRoom = async (data: string, replace: boolean): Promise<void> => {
  if (!existsSync(data) || readdirSync(data).length === 0) return;
  if (!replace) {
    throw new StartFailure(
      `The folder ${data} is not empty: name another with --data, or say --replace to have it renamed.`,
    );
  }
  await checkUnused(data);
  const aside = `${data}.before-${new Date().toISOString().replaceAll(":", "-")}`;
  renameSync(data, aside);
  say(`What was in ${data} is now in ${aside}.`);
};

const load = async (file: string, data: string): Promise<void> => {
  mkdirSync(data, { recursive: true, mode: 0o700 });
  chmodSync(data, 0o700);
  const database = await openDatabase(data, { say, now: Date.now });
  const bucket = await createBucketLoader(data);
  try {
    let rows: Row[] = [];
    for await (const part of readBackup(file)) {
      if ("row" in part) rows.push(part.row);
      else if ("object" in part || "bytes" in part) await bucket.add(part);
      else if (isKept(part.file)) writePrivateFile(join(data, part.file), part.text);
      if (rows.length < ROWS_AT_ONCE) continue;
      await database.load(rows);
      rows = [];
    }
    await database.load(rows);
    await bucket.end();
  } finally {
    await database.close();
  }
};

const isKept = (name: string) => (KEPT_FILES as readonly string[]).includes(name);

await runCommand(async () => {
  const options = parseBackupOptions(process.argv.slice(2), ["from", "data", "replace"]);
  if (options.help) return say(restoreHelp);
  const from = resolve(typedIn, options.from ?? "");
  const data = options.data === undefined ? defaultData : resolve(typedIn, options.data);
  const file = isFolder(from) ? newestBackup(from) : from;
  const { dataVersion, madeAt } = await checkBackup(file);
  checkDataVersion(`The backup ${file}`, dataVersion);
  try {
    await makeRoom(data, options.replace ?? false);
    await load(file, data);
    // Last, so that a folder that was not filled to its end is never taken for one that was.
    writeDataVersion(data, dataVersion);
  } catch (error) {
    throw fileFailure(error, data) ?? error;
  }
  say(`The data folder ${data} is as it was at ${madeAt}. What was recorded later is not in it.`);
});
