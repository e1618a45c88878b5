import { randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod/mini";
import { fileFailure, StartFailure } from "./start-failure.ts";
import { writePrivateFile } from "./write-private-file.ts";

/** Raised whenever what is stored would be misread by the version before. */
export const DATA_VERSION = 1;

const versionSchema = z.object({ dataVersion: z.int().check(z.minimum(1)) });

/**
 * The files of a data folder that its database needs, where they are there. `server.json` speaks of
 * one process alone.
 */
export const KEPT_FILES = ["secret", "case-key", "authority.pem", "push-keys.json"] as const;

/** How scripts of the same user find the running server. */
export const serverFileSchema = z.object({
  url: z.string(),
  token: z.string(),
  pid: z.int(),
  /** Where files can be dropped by programs of this machine: an S3 that takes `key`. */
  bucket: z.optional(z.object({ url: z.string(), name: z.string(), key: z.string() })),
});
export type ServerFile = z.infer<typeof serverFileSchema>;

/**
 * Makes the data folder ready: made if missing, closed to everybody but its owner, its version
 * known. Throws a `StartFailure` that says in one sentence why it cannot be used.
 */
export const prepareDataFolder = (folder: string): void => {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const version = readDataVersion(folder);
    if (version === undefined && readdirSync(folder).some((name) => !name.endsWith(".new"))) {
      throw new StartFailure(
        `The folder ${folder} holds other files; choose an empty or a new one with --data.`,
      );
    }
    if (version !== undefined) checkDataVersion(`The data folder ${folder}`, version);
    chmodSync(folder, 0o700);
    if (version === undefined) writeDataVersion(folder, DATA_VERSION);
  } catch (error) {
    throw fileFailure(error, folder) ?? error;
  }
};

/** Throws a `StartFailure` when data is of a version that this product does not know yet. */
export const checkDataVersion = (what: string, version: number): void => {
  if (version <= DATA_VERSION) return;
  throw new StartFailure(
    `${what} was written by a newer version of Throughline ` +
      `(data version ${version}, this one knows ${DATA_VERSION}); please update.`,
  );
};

/** Makes a folder a data folder: without its version it is not opened. */
export const writeDataVersion = (folder: string, dataVersion: number): void =>
  writePrivateFile(versionFile(folder), JSON.stringify({ dataVersion }));

/** The folder of the embedded DynamoDB. */
export const databaseFolder = (folder: string): string => join(folder, "dynamodb");

/** The folder of the embedded S3. */
export const bucketFolder = (folder: string): string => join(folder, "bucket");

/**
 * A secret of 32 bytes, made at the first call. `secret` signs sessions: without it they end.
 * `case-key` hashes the case ids of imports: without it the same file would count twice.
 */
export const readOrMakeSecret = (folder: string, name: "secret" | "case-key"): Buffer => {
  const file = join(folder, name);
  const stored = readIfThere(file);
  if (stored === undefined) {
    const secret = randomBytes(32);
    writePrivateFile(file, secret.toString("base64url"));
    return secret;
  }
  const secret = Buffer.from(stored, "base64url");
  if (secret.length !== 32) {
    throw new StartFailure(`The file ${file} is damaged; restore it from a backup.`);
  }
  return secret;
};

export const writeServerFile = (folder: string, server: ServerFile): void =>
  writePrivateFile(serverFile(folder), JSON.stringify(server));

export const removeServerFile = (folder: string): void =>
  rmSync(serverFile(folder), { force: true });

/** Where the server of this data folder was last started; it may have been killed since. */
export const readServerFile = (folder: string): ServerFile | undefined => {
  const text = readIfThere(serverFile(folder));
  if (text === undefined) return undefined;
  try {
    return serverFileSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
};

const serverFile = (folder: string) => join(folder, "server.json");
const versionFile = (folder: string) => join(folder, "version.json");

/** The data's version; undefined when the folder holds none. */
export const readDataVersion = (folder: string): number | undefined => {
  const text = readIfThere(versionFile(folder));
  if (text === undefined) return undefined;
  try {
    return versionSchema.parse(JSON.parse(text)).dataVersion;
  } catch {
    throw new StartFailure(`The file ${versionFile(folder)} is damaged; restore it from a backup.`);
  }
};

/** The text of a file, or undefined when there is none. */
export const readIfThere = (file: string): string | undefined => {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
};
