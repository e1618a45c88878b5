import fc from "fast-check";
import { expect, test } from "vitest";
import { createGroupCommit, type Write } from "./group-commit.ts";

const put = (key: string): Write => ({ type: "put", key, value: key });

test("what arrives while the disk is busy goes together into the next batch, in order", async () => {
  const batches: string[][] = [];
  let finishFirst = () => {};
  const first = new Promise<void>((resolve) => {
    finishFirst = resolve;
  });
  const { commit, drain } = createGroupCommit({
    async writeBatch(writes) {
      batches.push(writes.map(({ key }) => key));
      if (batches.length === 1) await first;
    },
    recover: async () => {},
  });
  const a = commit([put("a1"), put("a2")]);
  await Promise.resolve();
  const later = [commit([put("b")]), commit([put("c1"), put("c2")])];
  finishFirst();
  await Promise.all([a, ...later]);
  await drain();
  expect(batches).toEqual([
    ["a1", "a2"],
    ["b", "c1", "c2"],
  ]);
});

test("whatever fails, exactly what was acknowledged is stored, and recovery precedes a new write", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.boolean(), { maxLength: 12 }), async (failures) => {
      const stored: string[] = [];
      const acknowledged: string[] = [];
      let damaged = false;
      let attempt = 0;
      const { commit, drain } = createGroupCommit({
        async writeBatch(writes) {
          expect(damaged).toBe(false);
          await Promise.resolve();
          damaged = failures[attempt++] ?? false;
          if (damaged) throw new Error("no space left on device");
          stored.push(...writes.map(({ key }) => key));
        },
        recover: async () => {
          damaged = false;
        },
      });
      for (let index = 0; index < 20; index++) {
        const commits = [commit([put(`${index}`)]), commit([put(`${index}'`)])];
        for (const [second, result] of (await Promise.allSettled(commits)).entries()) {
          if (result.status === "fulfilled") acknowledged.push(`${index}${second ? "'" : ""}`);
        }
      }
      await drain();
      expect(stored).toEqual(acknowledged);
    }),
    { numRuns: 30 },
  );
});
