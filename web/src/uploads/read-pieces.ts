const PIECE_BYTES = 64 * 1024;

/** A file's bytes piece by piece, read only as far as they are asked for. */
export async function* readPieces(file: Blob): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < file.size; at += PIECE_BYTES) {
    yield new Uint8Array(await file.slice(at, at + PIECE_BYTES).arrayBuffer());
  }
}
