import { createReadStream, createWriteStream, existsSync, rmSync } from "node:fs";
import { open, rename } from "node:fs/promises";
import { pipeline } from "node:stream";
import { pipeline as pipe } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import * as z from "zod/mini";
import { StartFailure } from "../start-failure.ts";
import { damaged, fromLines, type Part, parseJson, readLines, toLines } from "./parts.ts";

const headerSchema = z.object({
  throughlineBackup: z.literal(1),
  dataVersion: z.int(),
  madeAt: z.iso.datetime(),
});
export type BackupHeader = z.infer<typeof headerSchema>;

/**
 * Writes a backup that its owner alone may read, whole or not at all: gzip of lines of JSON, a
 * header first. Throws a `StartFailure` when the file is there already.
 */
export const writeBackup = async (
  file: string,
  header: BackupHeader,
  parts: AsyncIterable<Part>,
): Promise<void> => {
  if (existsSync(file)) {
    throw new StartFailure(`${file} is there already; name another file, or a folder.`);
  }
  const next = `${file}.new`;
  async function* lines() {
    yield `${JSON.stringify(header)}\n`;
    yield* toLines(parts);
  }
  try {
    await pipe(lines, createGzip(), createWriteStream(next, { mode: 0o600 }));
    const written = await open(next, "r+");
    await written.sync().finally(() => written.close());
    await rename(next, file);
  } catch (error) {
    rmSync(next, { force: true });
    throw error;
  }
};

/** The parts of a backup after its header. Throws a `StartFailure` when the file is not a whole one. */
export async function* readBackup(file: string): AsyncGenerator<Part, void, void> {
  const lines = readLines(unpack(file));
  await readHeader(lines, file);
  yield* fromLines(lines, `The backup ${file}`);
}

/** When a backup was made and of which version, once all of it has been read and found whole. */
export const checkBackup = async (file: string): Promise<BackupHeader> => {
  const lines = readLines(unpack(file));
  const header = await readHeader(lines, file);
  for await (const _ of fromLines(lines, `The backup ${file}`));
  return header;
};

const readHeader = async (lines: AsyncGenerator<string>, file: string): Promise<BackupHeader> => {
  const header = headerSchema.safeParse(parseJson((await lines.next()).value ?? ""));
  if (header.success) return header.data;
  throw new StartFailure(`The file ${file} is no backup of Throughline.`);
};

async function* unpack(file: string): AsyncGenerator<Uint8Array> {
  try {
    // What goes wrong reaches the loop, which reads from the end of the pipeline.
    yield* pipeline(createReadStream(file), createGunzip(), () => {});
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") throw new StartFailure(`There is no file ${file}.`, { cause: error });
    if (code === "Z_DATA_ERROR" && /incorrect header/.test((error as Error).message)) {
      throw new StartFailure(`The file ${file} is no backup of Throughline.`, { cause: error });
    }
    if (/^Z_/.test(code)) throw damaged(`The backup ${file}`, error);
    throw error;
  }
}
