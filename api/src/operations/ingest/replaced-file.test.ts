import { beforeEach, expect, test } from "vitest";
import { type IngestUnderTest, startIngest } from "../../testing/start-ingest.ts";
import { announceUpload } from "./announce-upload.ts";
import { openAgain } from "./open-again.ts";
import { readRejectedRows } from "./read-rejected-rows.ts";

const LIS = "test_id,patient_id,test_type,test_date\n";
const row = (testId: string, at = "2026-03-09T10:00") => `${testId},p1,CBC,${at}\n`;

let world: IngestUnderTest;
let key: string;
beforeEach(async () => {
  world = await startIngest();
  key = await world.drop("l.csv", LIS + row("t1") + row("bad", "soon"));
});
/** Takes in the first file, over which another of the same name is put at some moment. */
const takeAsReplaced = async (moment: "read" | "move") => {
  const { objects, deps } = world;
  let isOver = false;
  const putOver = async () => {
    if (isOver) return;
    isOver = true;
    world.clock.nowMs += 5_000;
    await world.drop("l.csv", LIS + row("t2") + row("t3"));
  };
  deps.objects = {
    ...objects,
    read: async (...options) => {
      if (moment === "read") await putOver();
      return objects.read(...options);
    },
    move: async (...options) => {
      await putOver();
      return objects.move(...options);
    },
  };
  await world.ingest(key);
  deps.objects = objects;
};
const files = async () => {
  const { files: all } = await world.store.clinical.files.list("main", { limit: 10 });
  return all.map(({ report }) => report);
};
const tests = async () => (await world.tests("p1")).map(({ testId }) => testId).sort();

test("a file over which another is put before it was read says that it has to be sent again", async () => {
  await takeAsReplaced("read");
  await world.ingest(key);
  expect(await files()).toMatchObject([
    { state: "done", counts: { stored: 2 } },
    { state: "failed", problem: { code: "REPLACED" }, counts: { rows: 0 } },
  ]);
  expect(await tests()).toEqual(["t2", "t3"]);
});

test("another file's bytes are never taken for those of one that was read before", async () => {
  await takeAsReplaced("move");
  const [first] = await files();
  expect(first).toMatchObject({ state: "done", counts: { stored: 1, rejected: 1 } });
  const rejected = readRejectedRows(world.deps, "main", first?.fileId ?? "");
  await expect(rejected).rejects.toMatchObject({ code: "NOT_FOUND" });
  const file = await world.store.clinical.files.get("main", first?.fileId ?? "");
  expect(file && (await openAgain(world.deps, "main", file))).toBe("missing");
  await world.ingest(key);
  expect(await files()).toMatchObject([{ counts: { stored: 2 } }, { counts: { stored: 1 } }]);
  expect(await tests()).toEqual(["t1", "t2", "t3"]);
});

test("other bytes under the name of an announced file that is done are a file of their own", async () => {
  const { store, objects, deps } = world;
  const size = (LIS + row("t1")).length;
  const announced = await announceUpload(
    { ...deps, signUpload: async () => ({ url: "", headers: {} }) },
    { site: "main", upload: { name: "a.csv", size }, token: undefined, who: "", origin: "" },
  );
  const name = `${announced.fileId}.csv`;
  const at = await world.drop(name, LIS + row("t1"));
  await world.ingest(at);
  const done = await store.clinical.files.get("main", announced.fileId);
  expect(done?.report).toMatchObject({ state: "done", counts: { stored: 1 } });
  const bytes = await objects.head(done?.objectKey ?? "");

  // The same bytes are the same file.
  await world.drop(name, LIS + row("t1"));
  await world.ingest(at);
  expect(await files()).toHaveLength(1);
  await world.drop(name, LIS + row("t2"));
  await world.ingest(at);
  expect(await files()).toMatchObject([
    { name, sentBy: "bucket", counts: { stored: 1 } },
    { name: "a.csv" },
  ]);
  expect(await tests()).toEqual(["t1", "t2"]);
  expect((await objects.head(done?.objectKey ?? ""))?.etag).toBe(bytes?.etag);
});
