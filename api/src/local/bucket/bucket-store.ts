import { AsyncLocalStorage } from "node:async_hooks";
import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { link, mkdir, open, readdir, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import type { IncomingHttpHeaders } from "node:http";
import { dirname, join, posix } from "node:path";
import { Readable } from "node:stream";
import {
  BaseStore,
  type ListOptions,
  type ObjectMetadata,
  S3Error,
  S3Object,
  type StoredObject,
} from "./s3rver-parts.ts";
import { exists, joinFiles, syncFolder, writeWhole } from "./whole-files.ts";

/** What s3rver asks for where nobody said how much: its own pages do not work on this Node. */
const PAGE_UNASKED = 1_000;
const OBJECT_SUFFIX = "._S3rver_object";
const LONGEST_NAME_BYTES = 230;

/** The headers of the request under way: the store looks at its conditions. */
export const requestHeaders = new AsyncLocalStorage<IncomingHttpHeaders>();

/**
 * s3rver's store, made to hold what must not be lost: an object appears whole, on disk, under its
 * name, or not at all; what two requests do to one object happens one after the other; conditions
 * hold; a list is in the order of its keys; every file is its owner's alone.
 */
export class BucketStore extends BaseStore {
  readonly bucket: string;
  readonly #incoming: string;
  readonly #now: () => number;
  #last: Promise<unknown> = Promise.resolve();

  /** `now`, epoch ms: when an object was put. */
  constructor(directory: string, bucket: string, now: () => number = Date.now) {
    super(join(directory, "objects"));
    this.#now = now;
    this.bucket = bucket;
    this.#incoming = join(directory, "incoming");
  }

  /** Makes the folders, and removes what unfinished requests of an earlier process left. */
  async open(): Promise<void> {
    await rm(this.#incoming, { recursive: true, force: true });
    await rm(this.getResourcePath(this.bucket, undefined, "uploads"), {
      recursive: true,
      force: true,
    });
    for (const folder of [this.#incoming, join(this.rootDirectory, this.bucket)]) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
    }
  }

  override getResourcePath(bucket: string, key: string | undefined, resource: string): string {
    if (bucket !== this.bucket) throw new S3Error("NoSuchBucket", "There is no such bucket.");
    checkKey(key ?? "");
    return super.getResourcePath(bucket, key, resource);
  }

  async putBucket(): Promise<never> {
    throw new S3Error("AccessDenied", "There is one bucket, and it stays.");
  }

  deleteBucket = this.putBucket;

  override getMetadata(bucket: string, key: string): Promise<ObjectMetadata> {
    return this.#alone(() => this.#metadataOf(bucket, key));
  }

  async getObject(bucket: string, key: string, { start = 0, end }: ReadRange = {}) {
    const found = await this.#alone(async () => {
      const metadata = await this.#metadataOf(bucket, key);
      this.#check("if-match", metadata);
      return { metadata, file: await open(this.getResourcePath(bucket, key, "object")) };
    }).catch(undefinedWhereMissing);
    if (!found) return null;
    const { metadata, file } = found;
    const last = metadata["content-length"] - 1;
    const range = { start, end: Math.min(end ?? last, last) };
    const isPart = start > 0 || end !== undefined;
    // No part of an empty object is there, and all of it is.
    const isInside = !isPart || start <= range.end;
    if (!isInside) await file.close();
    const upTo = Math.max(0, range.end);
    const content = isInside ? file.createReadStream({ start, end: upTo }) : null;
    const object = new S3Object(bucket, key, content, metadata);
    return isPart ? Object.assign(object, { range }) : object;
  }

  async putObject({ bucket, key, content, metadata }: StoredObject) {
    const path = this.getResourcePath(bucket, key, "object");
    const next = join(this.#incoming, randomUUID());
    try {
      const written = await writeWhole(next, content ?? Readable.from([]));
      const putAt = new Date(this.#now());
      await utimes(next, putAt, putAt);
      await this.#alone(async () => {
        if (requestHeaders.getStore()?.["if-none-match"] === "*" && (await exists(path))) {
          throw new S3Error("PreconditionFailed", "There is an object of this key.");
        }
        await this.#describe(bucket, key, pickMetadata(metadata), written.md5);
        await rename(next, path);
        await syncFolder(dirname(path));
      });
      return written;
    } finally {
      await rm(next, { force: true });
    }
  }

  /** Objects are never written to, so that a copy is another name of the same bytes. */
  async copyObject(fromBucket: string, from: string, toBucket: string, to: string) {
    const next = join(this.#incoming, randomUUID());
    const path = this.getResourcePath(toBucket, to, "object");
    return this.#alone(async () => {
      const metadata = await this.#metadataOf(fromBucket, from);
      this.#check("x-amz-copy-source-if-match", metadata);
      await link(this.getResourcePath(fromBucket, from, "object"), next);
      await this.#describe(toBucket, to, pickMetadata(metadata), JSON.parse(metadata.etag));
      await rename(next, path);
      // Renaming a file to another name of its own leaves both.
      await rm(next, { force: true });
      await syncFolder(dirname(path));
      return metadata;
    });
  }

  async deleteObject(bucket: string, key: string): Promise<void> {
    await this.#alone(async () => {
      const metadata = await this.#metadataOf(bucket, key).catch(undefinedWhereMissing);
      if (metadata) this.#check("if-match", metadata);
      for (const resource of ["object", "object.md5", "metadata.json"]) {
        await rm(this.getResourcePath(bucket, key, resource), { force: true });
      }
    });
  }

  async listObjects(bucket: string, options: ListOptions) {
    const { delimiter = "", startAfter = "", prefix = "", maxKeys = PAGE_UNASKED } = options;
    const limit = maxKeys === PAGE_UNASKED ? Number.POSITIVE_INFINITY : maxKeys;
    const commonPrefixes = new Set<string>();
    const keys: string[] = [];
    for (const key of (await this.#keysUnder(bucket, dirname(`${prefix}x`))).sort()) {
      if (!key.startsWith(prefix) || key <= startAfter) continue;
      const cut = delimiter === "" ? -1 : key.indexOf(delimiter, prefix.length);
      if (cut !== -1) commonPrefixes.add(key.slice(0, cut + delimiter.length));
      else keys.push(key);
    }
    const page = keys.slice(0, limit);
    const objects: StoredObject[] = [];
    for (const key of page) {
      const metadata = await this.getMetadata(bucket, key).catch(undefinedWhereMissing);
      if (metadata) objects.push(new S3Object(bucket, key, null, metadata));
    }
    return {
      objects,
      commonPrefixes: [...commonPrefixes].sort(),
      isTruncated: page.length < keys.length && objects.length > 0,
    };
  }

  async putPart(bucket: string, uploadId: string, partNumber: string, content: Readable) {
    const next = join(this.#incoming, randomUUID());
    try {
      const written = await writeWhole(next, content);
      await rename(next, this.#partPath(bucket, uploadId, Number(partNumber)));
      return written;
    } finally {
      await rm(next, { force: true });
    }
  }

  async putObjectMultipart(bucket: string, uploadId: string, parts: { number: number }[]) {
    const folder = dirname(this.#partPath(bucket, uploadId, 1));
    const paths = parts
      .map(({ number }) => number)
      .sort((left, right) => left - right)
      .map((number) => this.#partPath(bucket, uploadId, number));
    for (const path of paths) {
      if (!(await exists(path))) throw new S3Error("InvalidPart", "A part has not been sent.");
    }
    const [key, metadata] = await Promise.all(
      ["key", "metadata"].map(async (name) => {
        const file = await open(join(folder, name));
        return file.readFile("utf8").finally(() => file.close());
      }),
    );
    const content = Readable.from(joinFiles(paths), { objectMode: false });
    const written = await this.putObject({
      bucket,
      key: key as string,
      content,
      metadata: JSON.parse(metadata as string),
    });
    await rm(folder, { recursive: true, force: true });
    return written;
  }

  #partPath(bucket: string, uploadId: string, number: number): string {
    if (!/^[0-9a-f]{32}$/.test(uploadId) || !Number.isInteger(number)) {
      throw new S3Error("NoSuchUpload", "There is no such upload.");
    }
    return join(this.getResourcePath(bucket, undefined, "uploads"), uploadId, String(number));
  }

  async #keysUnder(bucket: string, folder: string): Promise<string[]> {
    const start = join(this.rootDirectory, bucket, BaseStore.encodeKeyPath(folder));
    const names = await readdir(start, { recursive: true }).catch(undefinedWhereMissing);
    return (names ?? [])
      .filter((name) => name.endsWith(OBJECT_SUFFIX))
      .map((name) => posix.join(folder, name.replaceAll("\\", "/").slice(0, -OBJECT_SUFFIX.length)))
      .map(BaseStore.decodeKeyPath);
  }

  /**
   * An object's bytes are on disk before its name is; what describes it need not be, and a power cut
   * may leave that empty. Then it is found out anew: one such file must not hide all others from a
   * list. Nothing is mended on the disk, where a server may be writing it while a backup reads.
   */
  async #metadataOf(bucket: string, key: string): Promise<ObjectMetadata> {
    const found = await super.getMetadata(bucket, key).catch(undefinedWhereDamaged);
    if (found && MD5.test(found.etag)) return found;
    const path = this.getResourcePath(bucket, key, "object");
    const md5 = createHash("md5");
    for await (const bytes of createReadStream(path)) md5.update(bytes as Buffer);
    const { mtime, size } = await stat(path);
    return {
      etag: JSON.stringify(md5.digest("hex")),
      "last-modified": mtime.toUTCString(),
      "content-length": size,
    };
  }

  async #describe(bucket: string, key: string, metadata: object, md5: string): Promise<void> {
    const path = this.getResourcePath(bucket, key, "object");
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await writeFile(`${path}.md5`, md5, { mode: 0o600 });
    const headers = this.getResourcePath(bucket, key, "metadata.json");
    await writeFile(headers, JSON.stringify(metadata), { mode: 0o600 });
  }

  #check(header: "if-match" | "x-amz-copy-source-if-match", { etag }: ObjectMetadata): void {
    const wanted = requestHeaders.getStore()?.[header];
    if (wanted === undefined || wanted === "*" || wanted === etag || wanted === JSON.parse(etag))
      return;
    throw new S3Error("PreconditionFailed", "Another object is there by now.");
  }

  /** One after the other: a name, its MD5 and its headers are three files. */
  #alone<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => {});
    return done;
  }
}

interface ReadRange {
  start?: number;
  end?: number;
}

/** A key is a path on this disk. */
const checkKey = (key: string): void => {
  const names = key.split("/");
  if (names.some((name) => name === "." || name === "..") || hasControlCharacter(key)) {
    throw new S3Error("InvalidArgument", "This key cannot be stored here.");
  }
  if (names.some((name) => Buffer.byteLength(name) > LONGEST_NAME_BYTES)) {
    throw new S3Error("KeyTooLongError", "A part of the key is too long.");
  }
};

const hasControlCharacter = (text: string) => /\p{Cc}/u.test(text);

const pickMetadata = (metadata: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(metadata).filter(
      ([name]) => S3Object.ALLOWED_METADATA.includes(name) || name.startsWith("x-amz-meta-"),
    ),
  );

const MD5 = /^"[0-9a-f]{32}"$/;

const undefinedWhereDamaged = (error: unknown): undefined => {
  if (!(error instanceof SyntaxError)) throw error;
};

const undefinedWhereMissing = (error: unknown): undefined => {
  const { code } = error as NodeJS.ErrnoException;
  if (code !== "ENOENT" && code !== "ENOTDIR") throw error;
};
