import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer, text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mapConcurrently } from "../concurrency.ts";
import { BUCKET, type EmbeddedS3, startEmbeddedS3 } from "../local/bucket/embedded-s3.ts";
import { createMemoryObjects } from "../testing/memory-objects.ts";
import { createObjects, type Objects } from "./objects.ts";

const directory = mkdtempSync(join(tmpdir(), "throughline-bucket-"));
let s3: EmbeddedS3;
let objects: Objects;
beforeAll(async () => {
  s3 = await startEmbeddedS3({ directory, key: "the-key" });
});
afterAll(async () => {
  await s3.close();
  rmSync(directory, { recursive: true });
});

const put = (key: string, content: string | Buffer, options: { ifNew?: boolean } = {}) => {
  const bytes = Buffer.from(content);
  return objects.put(key, Readable.from([bytes]), { length: bytes.length, ...options });
};
const read = async (key: string, options?: Parameters<Objects["read"]>[1]) => {
  const stream = await objects.read(key, options);
  return stream && (await text(stream));
};
const keysUnder = async (prefix: string) => {
  const keys: string[] = [];
  for await (const page of objects.list(prefix)) keys.push(...page.map(({ key }) => key));
  return keys;
};

const oddKeys = [
  "odd/lab results.csv",
  "odd/lab+results%20#1?&=;,$@:!'()*~.csv",
  "odd/Großes Blutbild 検査 🩸.csv",
  "odd/100%.csv",
  "odd/a&b<c>.csv",
];

describe.each([
  ["the embedded S3", () => createObjects(s3.client, BUCKET, 10)],
  ["the bucket of tests", () => createMemoryObjects(Date.now)],
])("%s", (_, open) => {
  beforeAll(() => {
    objects = open();
  });

  test.each(oddKeys)("%s: put, read, listed, moved and removed under its own name", async (key) => {
    await put(key, "text");
    expect(await read(key)).toBe("text");
    expect(await keysUnder(key)).toEqual([key]);
    expect(await objects.move(key, `${key}-2`)).toBe("moved");
    expect(await objects.head(key)).toBeUndefined();
    expect(await read(`${key}-2`)).toBe("text");
    await objects.remove(`${key}-2`);
    expect(await keysUnder(key)).toEqual([]);
  });

  test("ranges count from 0 and leave out their end; behind the end there is nothing", async () => {
    await put("ranged", "0123456789");
    expect(await read("ranged", { from: 3, to: 6 })).toBe("345");
    expect(await read("ranged", { to: 1 })).toBe("0");
    expect(await read("ranged", { from: 8 })).toBe("89");
    expect(await read("ranged", { from: 8, to: 100 })).toBe("89");
    expect(await read("ranged", { from: 4, to: 4 })).toBe("");
    expect(await read("ranged", { from: 10 })).toBe("");
    await put("empty", "");
    expect(await read("empty")).toBe("");
    expect(await read("empty", { to: 10 })).toBe("");
    expect(await read("empty", { from: 1 })).toBe("");
    expect(await objects.head("empty")).toMatchObject({ key: "empty", size: 0 });
  });

  test("a missing object is undefined, and removing it is no failure", async () => {
    expect(await objects.read("none")).toBeUndefined();
    expect(await objects.read("none", { from: 1, to: 1 })).toBeUndefined();
    expect(await objects.head("none")).toBeUndefined();
    await objects.remove("none");
    expect(await objects.move("none", "nowhere")).toBe("missing");
  });

  test("a list goes on over pages, in the order of the keys", async () => {
    const keys = Array.from({ length: 60 }, (_, index) => `many/${index}.csv`);
    // Beside a folder, a name that sorts before it, and one that a file's ending would put after.
    keys.push("many/59/x.csv", "many/59-1.csv", "many/5 9.csv");
    await mapConcurrently(keys, 16, (key) => put(key, "x"));
    await put("manyfold", "x");
    expect(await keysUnder("many/")).toEqual(keys.sort());
  });

  test("bytes come back as they were, however many", async () => {
    const chunk = Buffer.from(Array.from({ length: 1 << 16 }, (_, index) => (index * 31) % 256));
    const source = Readable.from(Array.from({ length: 160 }, () => chunk));
    await objects.put("large", source, { length: 160 * chunk.length });
    const stream = await objects.read("large");
    const found = await buffer(stream as Readable);
    expect(found.equals(Buffer.concat(Array.from({ length: 160 }, () => chunk)))).toBe(true);
  });

  test("a stream that breaks leaves what was there, and tells why", async () => {
    await put("broken", "before");
    const source = Readable.from(
      (async function* () {
        yield Buffer.alloc(1 << 20);
        throw new Error("gone");
      })(),
    );
    await expect(objects.put("broken", source, { length: 1 << 21 })).rejects.toThrow("gone");
    expect(await read("broken")).toBe("before");
  });

  test("nothing is put over what is there when it must be new, also by many at once", async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) => put("new", `text ${index}`, { ifNew: true })),
    );
    expect(answers.filter((answer) => answer === "stored")).toHaveLength(1);
    expect(await read("new")).toBe(`text ${answers.indexOf("stored")}`);
  });

  test("what was put over an object meanwhile is neither read for it nor moved away", async () => {
    await put("hourly.csv", "first");
    const first = await objects.head("hourly.csv");
    const etag = first?.etag as string;
    expect(await read("hourly.csv", { etag })).toBe("first");
    const reading = await objects.read("hourly.csv");
    await put("hourly.csv", "second");
    expect(await text(reading as Readable)).toBe("first");
    expect(await read("hourly.csv", { etag })).toBeUndefined();
    expect(await objects.move("hourly.csv", "done/1.csv", { etag })).toBe("changed");
    expect(await read("hourly.csv")).toBe("second");
  });

  test("a move can be done again after a crash at any step", async () => {
    await put("from", "text");
    const etag = (await objects.head("from"))?.etag;
    expect(await objects.move("from", "to", { etag })).toBe("moved");
    expect(await objects.move("from", "to", { etag })).toBe("moved");
    // Copied, not yet deleted.
    await put("from", "text");
    expect(await objects.move("from", "to", { etag })).toBe("moved");
    expect(await objects.head("from")).toBeUndefined();
    expect(await read("to")).toBe("text");
  });
});
