import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createObjects, type Objects } from "../../store/objects.ts";
import { BUCKET, type EmbeddedS3, startEmbeddedS3 } from "./embedded-s3.ts";
import type { ObjectCreatedEvent } from "./object-events.ts";

const folder = mkdtempSync(join(tmpdir(), "throughline-bucket-"));
const directory = join(folder, "bucket");
const events: ObjectCreatedEvent[] = [];
let s3: EmbeddedS3;
let objects: Objects;
const start = async () => {
  s3 = await startEmbeddedS3({
    directory,
    key: "the-key",
    prefix: "uploaded/",
    onCreated: (event) => events.push(event),
  });
  objects = createObjects(s3.client, BUCKET);
};
beforeAll(start);
afterAll(async () => {
  await s3.close();
  rmSync(folder, { recursive: true });
});

const ask = (path: string, init: RequestInit & { duplex?: "half" } = {}, key = "the-key") =>
  fetch(`${s3.url}/${BUCKET}/${path}`, {
    ...init,
    headers: { authorization: `Bearer ${key}`, ...init.headers },
  });
const keysTold = () =>
  events.splice(0).flatMap(({ Records }) => Records.map(({ s3: { object } }) => object.key));

test("an object that appears in the watched place is told of as S3 tells it, and no other", async () => {
  await ask("uploaded/main/lab%20results+%C3%BC%25.csv", { method: "PUT", body: "a,b" });
  await ask("elsewhere/x.csv", { method: "PUT", body: "a,b" });
  await objects.move("uploaded/main/lab results+ü%.csv", "completed/main/1.csv");
  expect(events[0]?.Records[0]).toMatchObject({
    eventName: "ObjectCreated:Put",
    eventSource: "aws:s3",
    s3: { bucket: { name: BUCKET } },
  });
  expect(keysTold()).toEqual(["uploaded/main/lab+results%2B%C3%BC%25.csv"]);
});

test("an object was put when the clock that was given says so", async () => {
  const at = "2030-02-03T04:05:06.000Z";
  const other = await startEmbeddedS3({
    directory: join(folder, "other"),
    key: "the-key",
    now: () => Date.parse(at) + 700,
  });
  const there = createObjects(other.client, BUCKET);
  await there.put("uploaded/main/x.csv", Readable.from([Buffer.from("a,b")]), { length: 3 });
  expect(Date.parse((await there.head("uploaded/main/x.csv"))?.lastModifiedAt ?? "")).toBe(
    Date.parse(at),
  );
  await other.close();
});

test("a file in parts appears once, whole, when it is complete", async () => {
  const object = { Bucket: BUCKET, Key: "uploaded/main/parts.csv" };
  const { UploadId } = await s3.client.send(new CreateMultipartUploadCommand(object));
  const part = async (PartNumber: number, Body: string) => {
    const sent = await s3.client.send(
      new UploadPartCommand({ ...object, UploadId, PartNumber, Body }),
    );
    return { PartNumber, ETag: sent.ETag };
  };
  const Parts = [await part(2, "second"), await part(1, "first ")].reverse();
  const complete = (parts: typeof Parts) =>
    s3.client.send(
      new CompleteMultipartUploadCommand({
        ...object,
        UploadId,
        MultipartUpload: { Parts: parts },
      }),
    );
  await expect(complete([...Parts, { PartNumber: 3, ETag: '"x"' }])).rejects.toThrow("part");
  expect(keysTold()).toEqual([]);
  await complete(Parts);
  expect(keysTold()).toEqual(["uploaded/main/parts.csv"]);
  expect(await (await ask("uploaded/main/parts.csv")).text()).toBe("first second");
});

test("of a put that breaks off nothing is seen, not even after a restart", async () => {
  const key = "uploaded/main/half.csv";
  const broken = request(`${s3.url}/${BUCKET}/${key}`, {
    method: "PUT",
    headers: { authorization: "Bearer the-key", "content-length": 1_000_000 },
  });
  broken.on("error", () => {});
  broken.write("a,b\n".repeat(1_000));
  const incoming = join(directory, "incoming");
  await vi.waitUntil(() => readdirSync(incoming).length > 0, { timeout: 300_000 });
  expect(await objects.head(key)).toBeUndefined();
  broken.destroy();
  await vi.waitUntil(() => readdirSync(incoming).length === 0, { timeout: 300_000 });
  expect(await objects.head(key)).toBeUndefined();
  expect(keysTold()).toEqual([]);
  await s3.close();
  await start();
  expect(await objects.head(key)).toBeUndefined();
});

test("what was put is there after a restart, readable by its owner alone", async () => {
  await objects.put("uploaded/main/kept.csv", Readable.from(["a,b"]), { length: 3 });
  await s3.close();
  await start();
  expect(await (await ask("uploaded/main/kept.csv")).text()).toBe("a,b");
  const paths = readdirSync(directory, { recursive: true }).map((name) =>
    join(directory, String(name)),
  );
  expect(paths.length).toBeGreaterThan(5);
  if (process.platform === "win32") return;
  for (const path of paths) expect(statSync(path).mode & 0o077).toBe(0);
});

test("an object whose description was lost with the power is as it was, and hides no other", async () => {
  const keys = ["uploaded/cut/1.csv", "uploaded/cut/2.csv", "uploaded/cut/3.csv"];
  for (const key of keys) await objects.put(key, Readable.from(["a,b"]), { length: 3 });
  const { etag } = (await objects.head("uploaded/cut/3.csv")) ?? {};
  const beside = (name: string) => join(directory, "objects", BUCKET, "uploaded", "cut", name);
  writeFileSync(beside("1.csv._S3rver_metadata.json"), "");
  writeFileSync(beside("2.csv._S3rver_object.md5"), "");
  const found = [];
  for await (const page of objects.list("uploaded/cut/")) found.push(...page);
  expect(found).toMatchObject(keys.map((key) => ({ key, size: 3, etag })));
  for (const key of keys) expect(await (await ask(key)).text()).toBe("a,b");
  expect(await objects.move("uploaded/cut/1.csv", "completed/1.csv", { etag })).toBe("moved");
  keysTold();
});

test("who does not show the key is refused", async () => {
  for (const headers of [
    {},
    { authorization: "Bearer other" },
    { authorization: "AWS4-HMAC-SHA256 Credential=other/20260310/us-east-1/s3/aws4_request" },
    { authorization: "AWS S3RVER:signature" },
  ] as Record<string, string>[]) {
    const answer = await fetch(`${s3.url}/${BUCKET}/uploaded/main/kept.csv`, { headers });
    expect(answer.status).toBe(403);
    expect(await answer.text()).not.toContain("a,b");
  }
  const query = "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=S3RVER%2Fx";
  expect((await fetch(`${s3.url}/${BUCKET}/uploaded/main/kept.csv?${query}`)).status).toBe(403);
});

test.each([
  ["a key that leaves the folder", "PUT", "uploaded/..%2f..%2f..%2foutside", {}, 400],
  ["a key with a control character", "PUT", "uploaded/a%01b", {}, 400],
  ["a key with a very long name", "PUT", `uploaded/${"x".repeat(240)}`, {}, 400],
  ["a body in frames", "PUT", "uploaded/framed", { "content-encoding": "aws-chunked" }, 501],
  ["a source that is none", "PUT", "to", { "x-amz-copy-source": "%" }, 400],
  ["the bucket's end", "DELETE", "", {}, 409],
])("%s is refused, and the bucket goes on", async (_, method, path, headers, status) => {
  const body = method === "PUT" ? "text" : undefined;
  const answer = await ask(path, { method, body, headers });
  expect(answer.status).toBe(status);
  expect(existsSync(join(folder, "outside._S3rver_object"))).toBe(false);
  expect((await ask("uploaded/main/kept.csv")).status).toBe(200);
});
