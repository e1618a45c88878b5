import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import type { ObjectFacts, Objects } from "../store/objects.ts";

/** A bucket in memory that behaves like the real one: one suite runs on both. */
export const createMemoryObjects = (now: () => number): Objects => {
  const objects = new Map<string, ObjectFacts & { bytes: Buffer }>();

  return {
    async read(key, { from = 0, to, etag } = {}) {
      const found = objects.get(key);
      if (!found || (etag !== undefined && etag !== found.etag)) return undefined;
      return Readable.from([found.bytes.subarray(from, to)], { objectMode: false });
    },

    async head(key) {
      const found = objects.get(key);
      return found && factsOf(found);
    },

    async put(key, stream, { length, ifNew = false }) {
      const bytes = await buffer(stream);
      if (bytes.length !== length) throw new Error("The stream is not as long as was said");
      if (ifNew && objects.has(key)) return "exists";
      const etag = JSON.stringify(createHash("md5").update(bytes).digest("hex"));
      const lastModifiedAt = new Date(Math.floor(now() / 1000) * 1000).toISOString();
      objects.set(key, { key, size: length, lastModifiedAt, etag, bytes });
      return "stored";
    },

    async *list(prefix) {
      const keys = [...objects.keys()].filter((key) => key.startsWith(prefix)).sort();
      const found = keys.map((key) => factsOf(objects.get(key) as ObjectFacts));
      if (found.length > 0) yield found;
    },

    async move(from, to, { etag } = {}) {
      const found = objects.get(from);
      if (!found) return objects.has(to) ? "moved" : "missing";
      if (etag !== undefined && etag !== found.etag) return "changed";
      objects.set(to, { ...found, key: to });
      objects.delete(from);
      return "moved";
    },

    async remove(key) {
      objects.delete(key);
    },
  };
};

const factsOf = ({ key, size, lastModifiedAt, etag }: ObjectFacts): ObjectFacts => ({
  key,
  size,
  lastModifiedAt,
  etag,
});
