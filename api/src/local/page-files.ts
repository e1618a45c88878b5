import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { extname, join, normalize, sep } from "node:path";
import { gzipSync } from "node:zlib";

export interface PageFile {
  type: string;
  etag: string;
  bytes: Uint8Array<ArrayBuffer>;
  /** Smaller bytes for whoever accepts gzip; undefined where packing does not pay. */
  gzipped: Uint8Array<ArrayBuffer> | undefined;
}

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".webmanifest": "application/manifest+json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".wasm": "application/wasm",
  ".txt": "text/plain; charset=utf-8",
};
const packed = new Set([".html", ".js", ".css", ".json", ".webmanifest", ".svg", ".wasm", ".txt"]);

/**
 * Reads files of the built pages. Each is read and packed once, and again after a new build; paths
 * that lead out of the folder, or to kinds of files that pages do not have, find nothing.
 */
export const createPageFiles = (folder: string) => {
  const kept = new Map<string, { changedMs: number; file: PageFile }>();

  return (path: string): PageFile | undefined => {
    const extension = extname(path);
    const type = types[extension];
    const name = decodePath(path);
    if (!type || name === undefined) return undefined;
    const full = normalize(join(folder, name));
    if (!full.startsWith(folder + sep)) return undefined;
    const stats = statSync(full, { throwIfNoEntry: false });
    if (!stats?.isFile()) return undefined;
    const known = kept.get(full);
    if (known?.changedMs === stats.mtimeMs) return known.file;
    const bytes = Uint8Array.from(readFileSync(full));
    const gzipped = packed.has(extension) ? Uint8Array.from(gzipSync(bytes)) : undefined;
    const etag = `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 22)}"`;
    const file = { type, etag, bytes, gzipped };
    kept.set(full, { changedMs: stats.mtimeMs, file });
    return file;
  };
};

const decodePath = (path: string): string | undefined => {
  try {
    const name = decodeURIComponent(path);
    return name.includes("\0") ? undefined : name;
  } catch {
    return undefined;
  }
};
