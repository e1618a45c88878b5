import { closeSync, fsyncSync, openSync, renameSync, writeFileSync } from "node:fs";

/**
 * Writes a file that its owner alone may read, whole or not at all: a crash or a full disk leaves
 * what was there before.
 */
export const writePrivateFile = (file: string, text: string): void => {
  const next = `${file}.new`;
  const handle = openSync(next, "w", 0o600);
  try {
    writeFileSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(next, file);
};
