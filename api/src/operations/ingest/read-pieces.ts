interface PieceReader<Item> {
  push(bytes: Uint8Array): Item[];
  end(): Item[];
  /** True once nothing more is read. */
  readonly ended: boolean;
}

/**
 * What a reader makes of a stream of bytes. Rejects with whatever the stream fails with. Bytes after
 * the reader's end are not asked for.
 */
export async function* readPieces<Item>(
  bytes: AsyncIterable<Uint8Array>,
  reader: PieceReader<Item>,
): AsyncGenerator<Item> {
  for await (const piece of bytes) {
    yield* reader.push(piece);
    if (reader.ended) return;
  }
  yield* reader.end();
}
