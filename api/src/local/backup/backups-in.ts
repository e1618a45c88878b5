import { readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { StartFailure } from "../start-failure.ts";

/** A backup's name: its order is that of time. */
export const backupName = (nowMs: number): string =>
  `throughline-${new Date(nowMs).toISOString().replaceAll(":", "-")}.backup.gz`;

const named = /^throughline-[\dT.-]+Z\.backup\.gz$/;

export const isFolder = (path: string): boolean =>
  statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

/** The backups of a folder by their names, newest first. */
const backupsIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => named.test(name))
    .sort()
    .reverse()
    .map((name) => join(folder, name));

/** The newest backup of a folder. Throws a `StartFailure` when there is none. */
export const newestBackup = (folder: string): string => {
  const [newest] = backupsIn(folder);
  if (newest === undefined) throw new StartFailure(`There is no backup in the folder ${folder}.`);
  return newest;
};

/** Removes all backups of a folder but the newest `count`. Returns how many went. */
export const removeOldBackups = (folder: string, count: number): number => {
  const old = backupsIn(folder).slice(count);
  for (const file of old) rmSync(file);
  return old.length;
};
