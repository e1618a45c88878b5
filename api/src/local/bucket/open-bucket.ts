import { createHmac } from "node:crypto";
import type { Deps } from "../../deps.ts";
import { describeError } from "../../log.ts";
import { UPLOADED } from "../../operations/ingest/file-key.ts";
import { handleObjectEvents } from "../../operations/ingest/handle-object-events.ts";
import { createObjects, type Objects } from "../../store/objects.ts";
import { bucketFolder, type ServerFile } from "../data-folder.ts";
import { scheduleEvery } from "../schedule.ts";
import { fileFailure, listenFailure } from "../start-failure.ts";
import { BUCKET, startEmbeddedS3 } from "./embedded-s3.ts";
import { createFileQueue, type FileQueue } from "./file-queue.ts";

/** So long nobody notices a file of which no event told, or that failed again and again. */
const LOOK_EVERY_MS = 5 * 60_000;

export interface OpenBucket {
  objects: Objects;
  /** How programs of this machine reach it. */
  access: NonNullable<ServerFile["bucket"]>;
  /** From now on takes in what comes, and what waits already. */
  takeIn(deps: Deps): void;
  /** Finishes the file under way, or leaves it for the next start, and closes the bucket. */
  close(): Promise<void>;
}

/** Opens the bucket of a data folder. Throws a `StartFailure` when its port is taken. */
export const openBucket = async ({
  folder,
  secret,
  port,
  now,
}: {
  folder: string;
  secret: Uint8Array;
  /** 0 takes any free one. */
  port: number;
  /** Epoch ms. */
  now: () => number;
}): Promise<OpenBucket> => {
  const directory = bucketFolder(folder);
  const key = createHmac("sha256", secret).update("bucket").digest("hex");
  let queue: FileQueue | undefined;
  const s3 = await startEmbeddedS3({
    directory,
    key,
    port,
    prefix: UPLOADED,
    now,
    onCreated: (event) => queue?.add(event),
  }).catch((error) => {
    const options = { host: "127.0.0.1", port, option: "--bucket-port" };
    throw fileFailure(error, folder) ?? listenFailure(error, options) ?? error;
  });
  const objects = createObjects(s3.client, BUCKET);
  let looking: { stop(): Promise<void> } | undefined;
  return {
    objects,
    access: { url: s3.url, name: BUCKET, key },
    takeIn(deps) {
      const taking = createFileQueue({
        bucket: BUCKET,
        objects,
        take: (event) => handleObjectEvents(deps, event),
      });
      queue = taking;
      looking = scheduleEvery(LOOK_EVERY_MS, taking.lookThrough, (error) =>
        deps.log("ingest-failed", describeError(error)),
      );
    },
    async close() {
      await looking?.stop();
      await queue?.stop();
      await s3.close();
    },
  };
};
