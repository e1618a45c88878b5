import { type Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { AppError } from "@throughline/shared/errors.ts";
import type { OperationDeps } from "../../deps.ts";
import { isTokenGood } from "./feed-tokens.ts";

/**
 * Stores the bytes of an announced file, streaming: exactly as many as were announced, and once.
 * Throws `UPLOAD_REFUSED` where its bytes are here already or the token that announced it is
 * revoked, and `BAD_REQUEST` when the stream ends early: then it may be sent again.
 */
export const receiveUpload = async (
  deps: Pick<OperationDeps, "store" | "objects" | "now">,
  { site, fileId, size }: { site: string; fileId: string; size: number },
  body: Readable,
): Promise<void> => {
  const { files } = deps.store.clinical;
  const file = await files.get(site, fileId, { consistent: true });
  const awaited = file?.report.state === "awaited" && file.report.size === size;
  if (!file || !awaited || (await deps.objects.head(file.objectKey))) throw refuse("used up");
  const { tokenId: id } = file;
  const { feed } = file.report;
  if (id !== undefined && feed !== null && !(await isTokenGood(deps, { site, feed, id }))) {
    throw refuse("revoked");
  }

  const counted = countTo(size);
  const piped = pipeline(body, counted).catch((error: unknown) => {
    throw error instanceof AppError ? error : cutOff(error);
  });
  let isCutOff = false;
  const stored = deps.objects
    .put(file.objectKey, counted, { length: size, ifNew: true })
    .finally(() => {
      isCutOff = counted.errored !== null;
      // Where the bucket takes no more, nobody would read the rest, and its sender would wait for ever.
      counted.destroy();
    });
  const [pipe, put] = await Promise.allSettled([piped, stored]);
  if (put.status === "rejected") {
    throw isCutOff && pipe.status === "rejected" ? pipe.reason : put.reason;
  }
  if (put.value === "exists") throw refuse("used up");
  const receivedAt = new Date(deps.now()).toISOString();
  // Whoever was told of the object sooner has taken the same note.
  await files.save(site, { ...file, report: { ...file.report, receivedAt, state: "waiting" } });
};

/** Lets pass what was announced; fails for a byte more or less. */
const countTo = (size: number): Transform => {
  let count = 0;
  return new Transform({
    transform(chunk: Buffer, _, callback) {
      count += chunk.length;
      if (count > size) callback(refuse("larger than announced"));
      else callback(null, chunk);
    },
    flush(callback) {
      callback(count < size ? cutOff() : null);
    },
  });
};

const refuse = (problem: string) => new AppError("UPLOAD_REFUSED", { details: { problem } });

const cutOff = (cause?: unknown) =>
  new AppError("BAD_REQUEST", { details: { field: "", problem: "the file was cut off" }, cause });
