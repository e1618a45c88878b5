import {
  createFactsReader,
  type FileItem,
  type ReadFactsOptions,
} from "@throughline/shared/csv/read-facts.ts";

/**
 * What the rows of a feed's file say, from a stream of its bytes; see `createFactsReader`. Rejects
 * with whatever the stream fails with. Bytes after the file's end by a problem are not asked for.
 */
export async function* readFile(
  bytes: AsyncIterable<Uint8Array>,
  options: ReadFactsOptions,
): AsyncGenerator<FileItem> {
  const reader = createFactsReader(options);
  for await (const piece of bytes) {
    yield* reader.push(piece);
    if (reader.ended) return;
  }
  yield* reader.end();
}
