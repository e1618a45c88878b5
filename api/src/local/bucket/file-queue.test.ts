import { expect, test } from "vitest";
import type { ObjectFacts } from "../../store/objects.ts";
import { createFileQueue } from "./file-queue.ts";
import { eventOf, keyIn } from "./object-events.ts";

/** A queue whose files take as long as the test wants, and whose timer the test runs. */
const start = (bucketHolds: ObjectFacts[] = []) => {
  const begun: string[] = [];
  const ends = new Map<string, { resolve(): void; reject(error: Error): void }>();
  const timers: { run: () => void; ms: number }[] = [];
  const queue = createFileQueue({
    bucket: "b",
    objects: {
      async *list() {
        yield bucketHolds;
      },
    },
    take: (event) =>
      new Promise<void>((resolve, reject) => {
        const key = keyIn(event);
        begun.push(key.replace("uploaded/", ""));
        ends.set(key, { resolve, reject });
      }),
    later(run, ms) {
      timers.push({ run, ms });
      return {} as never;
    },
  });
  const endOf = (name: string) => ends.get(`uploaded/${name}`);
  return {
    queue,
    timers,
    add: (name: string, size?: number) => queue.add(eventOf("b", `uploaded/${name}`, size)),
    async finish(name: string) {
      endOf(name)?.resolve();
      await settled();
    },
    async fail(name: string) {
      endOf(name)?.reject(new Error("not now"));
      await settled();
    },
    begun: () => begun.splice(0),
  };
};
const settled = () => new Promise((resolve) => setImmediate(resolve));
const fact = (key: string, second: number, size = 1): ObjectFacts => ({
  key,
  size,
  lastModifiedAt: new Date(second * 1_000).toISOString(),
  etag: undefined,
});

test("files of a site are taken one at a time as they came, sites beside each other", async () => {
  const { add, begun, finish } = start();
  for (const name of ["main/b", "main/a", "north/x", "main/c", "main/a"]) add(name);
  expect(begun()).toEqual(["main/b", "north/x"]);
  await finish("main/b");
  expect(begun()).toEqual(["main/a"]);
  // Put over while it is taken.
  add("main/a");
  await finish("main/a");
  expect(begun()).toEqual(["main/c"]);
  await finish("main/c");
  expect(begun()).toEqual(["main/a"]);
  await finish("main/a");
  add("main/d");
  expect(begun()).toEqual(["main/d"]);
});

test("no file waits for a large one, and of those one is taken at a time", async () => {
  const LARGE = 8 * 2 ** 20 + 1;
  const { queue, add, begun, finish } = start([fact("uploaded/main/old", 1, LARGE)]);
  add("main/years", LARGE);
  add("main/more-years", LARGE);
  add("main/now", LARGE - 1);
  add("main/next");
  expect(begun()).toEqual(["main/years", "main/now"]);
  await finish("main/now");
  expect(begun()).toEqual(["main/next"]);
  await queue.lookThrough();
  await finish("main/years");
  await finish("main/more-years");
  expect(begun()).toEqual(["main/more-years", "main/old"]);
});

test("one that fails makes way, is tried again ever later, and at last waits for the next look", async () => {
  const { queue, add, begun, fail, finish, timers } = start([fact("uploaded/main/bad", 1)]);
  add("main/bad");
  add("main/good");
  await fail("main/bad");
  await finish("main/good");
  expect(begun()).toEqual(["main/bad", "main/good"]);
  const waits: number[] = [];
  for (let timer = timers.shift(); timer; timer = timers.shift()) {
    waits.push(timer.ms);
    await queue.lookThrough();
    expect(begun()).toEqual([]);
    timer.run();
    expect(begun()).toEqual(["main/bad"]);
    await fail("main/bad");
  }
  expect(waits).toEqual([1_000, 4_000, 16_000, 60_000, 60_000]);
  // From then on once a look.
  for (let look = 0; look < 2; look++) {
    await queue.lookThrough();
    expect(begun()).toEqual(["main/bad"]);
    await fail("main/bad");
    expect(timers).toEqual([]);
  }
});

test("a look finds what waits, the earliest first, and nobody's files not", async () => {
  const { queue, begun, finish } = start([
    fact("uploaded/main/a", 3),
    fact("uploaded/main/b", 1),
    fact("uploaded/main/lab/c", 2),
    fact("uploaded/stray", 0),
    fact("uploaded/main/", 0),
  ]);
  await queue.lookThrough();
  for (const name of ["main/b", "main/lab/c", "main/a"]) {
    expect(begun()).toEqual([name]);
    await finish(name);
  }
  expect(begun()).toEqual([]);
});

test("stopped, it waits for what runs and begins nothing more", async () => {
  const { queue, add, begun, finish } = start();
  add("main/a");
  add("main/b");
  let over = false;
  const stopping = queue.stop().then(() => {
    over = true;
  });
  await settled();
  expect(over).toBe(false);
  await finish("main/a");
  await stopping;
  add("north/x");
  expect(begun()).toEqual(["main/a"]);
});
