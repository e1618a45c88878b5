import { Readable } from "node:stream";
import { afterEach, beforeEach, expect, test } from "vitest";
import { BUCKET } from "../../local/bucket/embedded-s3.ts";
import { eventOf } from "../../local/bucket/object-events.ts";
import { type AppUnderTest, startApp } from "../../testing/start-app.ts";
import { handleObjectEvents } from "./handle-object-events.ts";

let sut: AppUnderTest;
beforeEach(async () => {
  sut = await startApp();
  await sut.addSite("main");
  await sut.addSite("north");
});
afterEach(() => sut.close());

/** Handles an event while each file is taken in by writing it down, or fails if it is `bad`. */
const handle = async (event: unknown, bad: string[] = []) => {
  const taken: string[] = [];
  const outcome = await handleObjectEvents(sut.deps, event, async (_, { site, key }) => {
    if (bad.includes(key)) throw new TypeError(`secret ${key}`);
    taken.push(`${site} ${key}`);
  }).then(
    () => "done",
    (error: Error) => error.name,
  );
  const logged = sut.logLines.splice(0).map((line) => JSON.parse(line));
  return { outcome, taken, logged };
};
const record = (key: string, eventName = "ObjectCreated:Put") => ({
  eventVersion: "2.1",
  eventSource: "aws:s3",
  eventName,
  s3: { bucket: { name: "b" }, object: { key, size: 3, eTag: "x", sequencer: "1" } },
});
const passedOver = (why: string) =>
  expect.objectContaining({ event: "object-passed-over", why }) as unknown;

test("all records are taken in, in their order, under the names that people gave", async () => {
  const keys = [
    "uploaded/main/plain.csv",
    "uploaded/north/with+space+%26+100%25.csv",
    "uploaded/main/lab/a%2Bb%20c.csv",
    "uploaded/main/Gro%C3%9F+%E6%A4%9C%E6%9F%BB.csv",
  ];
  const Records = keys.map((key, index) =>
    record(key, index % 2 ? "s3:ObjectCreated:CompleteMultipartUpload" : "ObjectCreated:Copy"),
  );
  expect(await handle({ Records })).toEqual({
    outcome: "done",
    taken: [
      "main uploaded/main/plain.csv",
      "north uploaded/north/with space & 100%.csv",
      "main uploaded/main/lab/a+b c.csv",
      "main uploaded/main/Groß 検査.csv",
    ],
    logged: [],
  });
});

test.each([
  [{ Service: "Amazon S3", Event: "s3:TestEvent", Bucket: "b" }, "test-event"],
  [{ hello: 1 }, "unknown-event"],
  [null, "unknown-event"],
  [{ Records: [record("uploaded/main/x.csv", "ObjectRemoved:Delete")] }, "other-event"],
  [{ Records: [{ Sns: {} }] }, "other-event"],
  [{ Records: [record("completed/main/x.csv")] }, "foreign-key"],
  [{ Records: [record("uploaded/main/%ZZ.csv")] }, "foreign-key"],
  [{ Records: [record("uploaded/nowhere/x.csv")] }, "unknown-site"],
])("%j is passed over with a line that holds no key", async (event, why) => {
  const { logged, ...result } = await handle(event);
  expect(result).toEqual({ outcome: "done", taken: [] });
  expect(logged).toEqual([passedOver(why)]);
  expect(JSON.stringify(logged)).not.toContain("csv");
});

test("one that fails stops no other, and the event comes again", async () => {
  const Records = ["a", "b", "completed", "c"].map((name) =>
    record(name === "completed" ? "completed/x" : `uploaded/main/${name}.csv`),
  );
  const { outcome, taken, logged } = await handle({ Records }, ["uploaded/main/b.csv"]);
  expect(outcome).toBe("AggregateError");
  expect(taken).toEqual(["main uploaded/main/a.csv", "main uploaded/main/c.csv"]);
  expect(logged).toEqual([
    expect.objectContaining({ event: "ingest-failed", site: "main", error: "TypeError" }),
    passedOver("foreign-key"),
  ]);
  expect(JSON.stringify(logged)).not.toContain("secret");
});

const drop = async (key: string, text: string) => {
  const bytes = Buffer.from(text);
  await sut.deps.objects.put(key, Readable.from([bytes]), { length: bytes.length });
  await handleObjectEvents(sut.deps, eventOf(BUCKET, key));
};
const listed = async () => {
  const { files } = await sut.store.clinical.files.list("main", { limit: 10 });
  return files.map(({ report }) => report);
};

test("a dropped file is noted once however often it is told of, and each drop is a file", async () => {
  const key = "uploaded/main/lab/hourly results.csv";
  const header = "patient_id,note\n";
  await drop(key, header);
  await handleObjectEvents(sut.deps, eventOf(BUCKET, key));
  const [first, ...others] = await listed();
  expect(others).toEqual([]);
  expect(first).toMatchObject({
    name: "hourly results.csv",
    feed: "lab",
    size: header.length,
    sentBy: "bucket",
    receivedAt: "2026-03-10T09:00:00.000Z",
  });
  expect(first?.fileId).toMatch(/^20260310T090000000Z-[0-9a-f]{16}$/);

  sut.clock.nowMs += 700;
  await drop(key, `${header}x,y\n`);
  sut.clock.nowMs += 3_600_000;
  await drop(key, `${header}x,y\n`);
  expect((await listed()).map(({ receivedAt }) => receivedAt)).toEqual([
    "2026-03-10T10:00:00.700Z",
    "2026-03-10T09:00:00.700Z",
    "2026-03-10T09:00:00.000Z",
  ]);
});
