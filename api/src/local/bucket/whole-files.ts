import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { access, open } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

/** Writes a new file of its owner's; it is on disk when this resolves, with its MD5 in hex. */
export const writeWhole = async (path: string, content: Readable | Buffer) => {
  const md5 = createHash("md5");
  let size = 0;
  const source = content instanceof Readable ? content : Readable.from([content]);
  await pipeline(
    source,
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        md5.update(chunk);
        size += chunk.length;
        yield chunk;
      }
    },
    createWriteStream(path, { mode: 0o600, flush: true }),
  );
  return { size, md5: md5.digest("hex") };
};

/** The bytes of files, one after the other. */
export async function* joinFiles(paths: readonly string[]) {
  for (const path of paths) yield* createReadStream(path);
}

export const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

/** A name is safe on disk once its folder is; Windows has no such thing. */
export const syncFolder = async (folder: string): Promise<void> => {
  if (process.platform === "win32") return;
  const handle = await open(folder);
  await handle.sync().finally(() => handle.close());
};
