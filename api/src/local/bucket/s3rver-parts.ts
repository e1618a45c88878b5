/** The parts of s3rver that are used, with the types that it does not bring. */
import type { EventEmitter } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createRequire } from "node:module";
import type { Readable } from "node:stream";

const require = createRequire(import.meta.url);

/** Besides what is named here: the headers that were put with the object. */
export interface ObjectMetadata extends Record<string, unknown> {
  etag: string;
  "last-modified": string;
  "content-length": number;
}

export interface StoredObject {
  bucket: string;
  key: string;
  content: Readable | Buffer | null;
  metadata: Record<string, unknown>;
  range?: { start: number; end: number };
}

export interface ListOptions {
  delimiter?: string;
  startAfter?: string;
  prefix?: string;
  maxKeys?: number;
}

/** Keeps an object as a file `<key>._S3rver_object`, and beside it its MD5 and its headers. */
export interface FilesystemStore {
  rootDirectory: string;
  getResourcePath(bucket: string, key: string | undefined, resource: string): string;
  getMetadata(bucket: string, key: string): Promise<ObjectMetadata>;
}

export const BaseStore = require("s3rver/lib/stores/filesystem") as {
  new (rootDirectory: string): FilesystemStore;
  encodeKeyPath(key: string): string;
  decodeKeyPath(path: string): string;
};

export const S3Object = require("s3rver/lib/models/object") as {
  new (
    bucket: string,
    key: string,
    content: Readable | null,
    metadata: Record<string, unknown>,
  ): StoredObject;
  ALLOWED_METADATA: string[];
};

export const S3Error = require("s3rver/lib/models/error") as {
  new (code: string, message: string): Error & { status: number; toXML(): string };
};

export interface S3rver extends EventEmitter {
  /** The store of all requests; that of `context` is what most of them see. */
  store: FilesystemStore;
  context: { store: FilesystemStore };
  logger: { close(): void };
  callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>;
}

export const S3rver = require("s3rver") as { new (options: object): S3rver };
