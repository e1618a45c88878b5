import {
  type CsvItem,
  createRowReader,
  type ReadRowsOptions,
} from "@throughline/shared/csv/read-rows.ts";

/**
 * The rows of a stream of bytes, and at last its end; see `createRowReader`. Rejects with whatever
 * the stream fails with. Bytes after a file's end by a problem are not asked for.
 */
export async function* readCsvRows(
  bytes: AsyncIterable<Uint8Array>,
  options: ReadRowsOptions,
): AsyncGenerator<CsvItem> {
  const reader = createRowReader(options);
  for await (const piece of bytes) {
    yield* reader.push(piece);
    if (reader.ended) return;
  }
  yield* reader.end();
}
