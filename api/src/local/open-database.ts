import { mkdirSync } from "node:fs";
import { databaseFolder, readServerFile } from "./data-folder.ts";
import { type EmbeddedDynamo, startEmbeddedDynamo } from "./embedded-dynamo.ts";
import { fileFailure, isDiskFull, StartFailure } from "./start-failure.ts";

/**
 * Opens the database of a data folder, which only one process at a time can hold. `say` is given a
 * line when the disk takes no more, and not again before a minute has passed.
 */
export const openDatabase = async (
  folder: string,
  { say, now }: { say: (line: string) => void; now: () => number },
): Promise<EmbeddedDynamo> => {
  let saidMs = Number.NEGATIVE_INFINITY;
  try {
    mkdirSync(databaseFolder(folder), { recursive: true, mode: 0o700 });
    return await startEmbeddedDynamo({
      directory: databaseFolder(folder),
      onWriteFailure(error) {
        if (now() - saidMs < 60_000) return;
        saidMs = now();
        say(
          isDiskFull(error)
            ? `The disk of the data folder ${folder} is full: nothing is stored until there is room.`
            : `The database in ${folder} takes no writes: ${error.message}`,
        );
      },
    });
  } catch (error) {
    throw databaseFailure(error, folder) ?? fileFailure(error, folder) ?? error;
  }
};

/** Whether a database could not be opened because another process has it open. */
export const isHeldByAnother = (error: unknown): boolean =>
  error instanceof Error &&
  ((error as NodeJS.ErrnoException).code === "LEVEL_LOCKED" || isHeldByAnother(error.cause));

const databaseFailure = (error: unknown, folder: string): StartFailure | undefined => {
  const cause = error instanceof Error ? (error.cause as NodeJS.ErrnoException | undefined) : null;
  if (isHeldByAnother(error)) {
    const other = readServerFile(folder);
    const where = other ? ` (process ${other.pid}, ${other.url})` : "";
    return new StartFailure(
      `The data folder ${folder} is in use by another Throughline${where}; ` +
        "stop it, or choose another folder with --data.",
      { cause: error },
    );
  }
  if (isDiskFull(error)) {
    return new StartFailure(`The data folder ${folder} cannot be written: its disk is full.`, {
      cause: error,
    });
  }
  if (/permission denied/i.test(cause?.message ?? "")) {
    return new StartFailure(
      `The data folder ${folder} cannot be written: this user has no permission.`,
      { cause: error },
    );
  }
  if (/^LEVEL_(CORRUPTION|IO_ERROR)$/.test(cause?.code ?? "")) {
    return new StartFailure(
      `The database in ${folder} cannot be read (${cause?.message}); restore it from a backup.`,
      { cause: error },
    );
  }
  return undefined;
};
