import { expect, test } from "vitest";
import { mapConcurrently } from "./concurrency.ts";

const turn = () => new Promise((go) => setImmediate(go));

test("keeps the order of the items and the limit", async () => {
  let running = 0;
  let most = 0;
  const results = await mapConcurrently([5, 1, 4, 2, 3], 2, async (turns) => {
    most = Math.max(most, ++running);
    for (let left = turns; left > 0; left--) await turn();
    running--;
    return turns * 10;
  });
  expect(results).toEqual([50, 10, 40, 20, 30]);
  expect(most).toBe(2);
});

test("throws the first failure when nothing runs any more, and begins nothing after it", async () => {
  const begun: number[] = [];
  let running = 0;
  const all = mapConcurrently([1, 2, 3, 4, 5, 6], 2, async (item) => {
    begun.push(item);
    running++;
    await turn();
    if (item === 1) await turn();
    running--;
    if (item === 2) throw new Error("the second");
    return item;
  });
  await expect(all).rejects.toThrow("the second");
  expect(running).toBe(0);
  expect(begun).toEqual([1, 2]);
});

test("of nothing is nothing", async () => {
  expect(await mapConcurrently([], 4, () => Promise.reject(new Error("never")))).toEqual([]);
});
