import { Readable } from "node:stream";
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsCommand,
  PutObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { asFailure } from "./failures.ts";

/** What is known of an object without its bytes. */
export interface ObjectFacts {
  key: string;
  /** Bytes. */
  size: number;
  /** When it was put, to the second. */
  lastModifiedAt: string;
  /** Differs where the bytes differ; undefined where the store gives none. */
  etag: string | undefined;
}

/** The bucket in the few ways that it is used. Rejects with `UNAVAILABLE` or a bug. */
export interface Objects {
  /**
   * The bytes from `from` on (0) up to but without `to` (the end); undefined without an object, or
   * when another than that of `etag` stands there by now.
   */
  read(
    key: string,
    options?: { from?: number; to?: number; etag?: string },
  ): Promise<Readable | undefined>;
  head(key: string): Promise<ObjectFacts | undefined>;
  /**
   * Stores exactly `length` bytes, whole or not at all. Memory stays flat however many they are. A
   * failure of the stream itself is passed on as it is. With `ifNew` nothing is stored over what is
   * there ("exists").
   */
  put(
    key: string,
    stream: Readable,
    options: { length: number; ifNew?: boolean },
  ): Promise<"stored" | "exists">;
  /** Everything that begins with `prefix`, in pages, by key. */
  list(prefix: string): AsyncGenerator<ObjectFacts[]>;
  /**
   * Repeatable, so that a crash on the way heals. With `etag` nothing but that very object is moved:
   * whatever was put over it meanwhile stays ("changed").
   */
  move(
    from: string,
    to: string,
    options?: { etag?: string },
  ): Promise<"moved" | "changed" | "missing">;
  /** Also succeeds without an object. */
  remove(key: string): Promise<void>;
}

const PAGE = 500;

export const createObjects = (client: S3Client, bucket: string, page = PAGE): Objects => {
  const Bucket = bucket;
  const send: S3Client["send"] = async (...parameters: [never]) => {
    try {
      return (await client.send(...parameters)) as never;
    } catch (error) {
      throw asFailure(error);
    }
  };

  const remove: Objects["remove"] = async (Key) => {
    await send(new DeleteObjectCommand({ Bucket, Key }));
  };

  const head: Objects["head"] = async (Key) => {
    try {
      const found = await send(new HeadObjectCommand({ Bucket, Key }));
      return {
        key: Key,
        size: found.ContentLength ?? 0,
        lastModifiedAt: (found.LastModified as Date).toISOString(),
        etag: found.ETag,
      };
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  };

  return {
    async read(Key, { from = 0, to, etag: IfMatch } = {}) {
      if (to !== undefined && to <= from) return (await head(Key)) && Readable.from([]);
      const Range =
        from === 0 && to === undefined
          ? undefined
          : `bytes=${from}-${to === undefined ? "" : to - 1}`;
      try {
        const { Body } = await send(new GetObjectCommand({ Bucket, Key, Range, IfMatch }));
        return Body as Readable;
      } catch (error) {
        if (statusOf(error) === RANGE_BEHIND_END) return Readable.from([]);
        if (isMissing(error) || statusOf(error) === OTHER_BY_NOW) return undefined;
        throw error;
      }
    },

    head,

    async put(Key, stream, { length, ifNew = false }) {
      const aborter = new AbortController();
      let broken: Error | undefined;
      // Without this the request would wait for bytes for ever.
      stream.once("error", (error) => {
        broken = error;
        aborter.abort();
      });
      try {
        await send(
          new PutObjectCommand({
            Bucket,
            Key,
            Body: stream,
            ContentLength: length,
            IfNoneMatch: ifNew ? "*" : undefined,
          }),
          { abortSignal: aborter.signal },
        );
        return "stored";
      } catch (error) {
        if (broken) throw broken;
        // 409: another put of the same key was under way at the same time.
        if (ifNew && [OTHER_BY_NOW, 409].includes(statusOf(error) ?? 0)) return "exists";
        throw error;
      }
    },

    async *list(Prefix) {
      let Marker: string | undefined;
      do {
        const answer = await send(
          new ListObjectsCommand({ Bucket, Prefix, Marker, MaxKeys: page, EncodingType: "url" }),
        );
        // Not every store knows the encoding, and one that does says so.
        const decode = answer.EncodingType === "url" ? decodeFormText : (text: string) => text;
        const objects = (answer.Contents ?? []).map((found) => ({
          key: decode(found.Key as string),
          size: found.Size ?? 0,
          lastModifiedAt: (found.LastModified as Date).toISOString(),
          etag: found.ETag,
        }));
        if (objects.length > 0) yield objects;
        Marker = answer.IsTruncated ? objects.at(-1)?.key : undefined;
      } while (Marker !== undefined);
    },

    async move(from, to, { etag } = {}) {
      const CopySource = `${bucket}/${from.split("/").map(encodeURIComponent).join("/")}`;
      try {
        await send(new CopyObjectCommand({ Bucket, Key: to, CopySource, CopySourceIfMatch: etag }));
        await send(new DeleteObjectCommand({ Bucket, Key: from, IfMatch: etag }));
        return "moved";
      } catch (error) {
        if (statusOf(error) === OTHER_BY_NOW) return "changed";
        if (!isMissing(error)) throw error;
        return (await head(to)) ? "moved" : "missing";
      }
    },

    remove,
  };
};

/** Keys as an event or a list has them where they are encoded: `+` is a space. */
export const decodeFormText = (text: string): string =>
  decodeURIComponent(text.replaceAll("+", "%20"));

const OTHER_BY_NOW = 412;
const RANGE_BEHIND_END = 416;

const statusOf = (error: unknown) =>
  (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;

const isMissing = (error: unknown) =>
  statusOf(error) === 404 && (error as Error).name !== "NoSuchBucket";
