/** Why the product cannot start, in one sentence for the person at the terminal. */
export class StartFailure extends Error {
  override readonly name = "StartFailure";
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException | undefined)?.code;

/** The sentence for what went wrong with a folder or file; undefined when it is something else. */
export const fileFailure = (
  error: unknown,
  path: string,
  what = "The data folder",
): StartFailure | undefined => {
  const failure = (sentence: string) => new StartFailure(sentence, { cause: error });
  switch (codeOf(error)) {
    case "EACCES":
    case "EPERM":
      return failure(`${what} ${path} cannot be written: this user has no permission.`);
    case "EROFS":
      return failure(`${what} ${path} cannot be written: its disk is read-only.`);
    case "ENOSPC":
    case "EDQUOT":
      return failure(`${what} ${path} cannot be written: its disk is full.`);
    // What Node makes of a new folder on a read-only disk.
    case "ENOENT":
      return failure(`${what} ${path} cannot be made: the folder above it takes nothing new.`);
    case "ENOTDIR":
    case "EEXIST":
      return failure(`${what} ${path} is not a folder.`);
    default:
      return undefined;
  }
};

/** The sentence for an address that cannot be listened on; undefined when it is something else. */
export const listenFailure = (
  error: unknown,
  { host, port, option = "--port" }: { host: string; port: number; option?: string },
): StartFailure | undefined => {
  const failure = (sentence: string) => new StartFailure(sentence, { cause: error });
  switch (codeOf(error)) {
    case "EADDRINUSE":
      return failure(`Port ${port} is taken by another program; choose another with ${option}.`);
    case "EACCES":
      return failure(
        `Port ${port} needs more rights than this user has; choose one above 1023 with ${option}.`,
      );
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return failure(`${host} is no address of this machine; choose another with --host.`);
    default:
      return undefined;
  }
};

/** Whether LevelDB or the system says that the disk takes no more. */
export const isDiskFull = (error: unknown): boolean =>
  codeOf(error) === "ENOSPC" ||
  (error instanceof Error &&
    (/no space left|disk quota|file too large/i.test(error.message) || isDiskFull(error.cause)));
