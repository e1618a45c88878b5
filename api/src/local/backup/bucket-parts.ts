import { utimes } from "node:fs/promises";
import { PassThrough, type Readable } from "node:stream";
import { UPLOADED } from "../../operations/ingest/file-key.ts";
import { BucketStore } from "../bucket/bucket-store.ts";
import { BUCKET } from "../bucket/embedded-s3.ts";
import { bucketFolder } from "../data-folder.ts";
import type { Part } from "./parts.ts";

type BucketPart = Extract<Part, { object: string } | { bytes: string }>;

/**
 * The objects of a data folder's bucket, also while a server uses it: an object is whole or not
 * there. Given `written`, those of these keys are left out, and what is given is added to it.
 */
export async function* partsOfBucket(
  folder: string,
  { waiting, written }: { waiting: boolean; written: Set<string> },
): AsyncGenerator<BucketPart> {
  const store = new BucketStore(bucketFolder(folder), BUCKET);
  const { objects } = await store.listObjects(BUCKET, { prefix: waiting ? UPLOADED : "" });
  for (const { key } of objects) {
    if (written.has(key)) continue;
    const found = await store.getObject(BUCKET, key);
    // What has been taken in meanwhile is elsewhere now, and comes later.
    if (!found) continue;
    written.add(key);
    const at = new Date(found.metadata["last-modified"] as string).toISOString();
    yield { object: key, at };
    for await (const bytes of found.content as Readable) {
      yield { bytes: (bytes as Buffer).toString("base64") };
    }
  }
}

/** Puts objects into a bucket that nobody uses yet, as `partsOfBucket` gave them. */
export const createBucketLoader = async (folder: string) => {
  const store = new BucketStore(bucketFolder(folder), BUCKET);
  await store.open();
  let current: { content: PassThrough; stored: Promise<void> } | undefined;

  const end = async () => {
    current?.content.end();
    await current?.stored;
    current = undefined;
  };

  const begin = (key: string, at: string) => {
    const content = new PassThrough();
    const put = async () => {
      await store.putObject({ bucket: BUCKET, key, content, metadata: {} });
      // A file is known by when it came.
      const time = new Date(at);
      await utimes(store.getResourcePath(BUCKET, key, "object"), time, time);
    };
    const stored = put();
    // Told where it is awaited.
    stored.catch((error) => content.destroy(error));
    current = { content, stored };
  };

  return {
    async add(part: BucketPart): Promise<void> {
      if ("object" in part) {
        await end();
        return begin(part.object, part.at);
      }
      const { content, stored } = current as NonNullable<typeof current>;
      if (content.write(Buffer.from(part.bytes, "base64"))) return;
      await Promise.race([new Promise((resolve) => content.once("drain", resolve)), stored]);
    },
    end,
  };
};
