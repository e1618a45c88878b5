import { expect } from "vitest";
import { dynamoLocalEndpoint } from "../start-database.ts";
import { startIngest } from "../start-ingest.ts";
import { type AnyFile, isSound, NOW, nameOf, textOf } from "./any-files.ts";
import { deliver, startProcess } from "./broken-processes.ts";

export const start = async (holds: "everything" | "changes", files: readonly AnyFile[]) => {
  const world = await startIngest({ nowMs: Date.parse(NOW) });
  const asOf = { from: "name", pattern: "*_{yyyyMMddHHmm}.csv" } as const;
  await world.saveFeed("pms", "pms", { asOf, holds });
  await world.saveFeed("lis", "lis", { asOf });
  const keys: string[] = [];
  for (const [index, file] of files.entries()) {
    keys.push(await world.drop(nameOf(file, index), textOf(file)));
  }
  return { world, keys };
};

/** There each call takes milliseconds: what needs thousands of them, or all items, is left out. */
export const isConformance = dynamoLocalEndpoint !== undefined;

export interface Delivery {
  file: number;
  diesAfter: number | null;
}
export const play = async (
  { world, keys }: Awaited<ReturnType<typeof start>>,
  order: readonly number[],
  plan: readonly Delivery[][],
  { batchRows, pauses }: { batchRows: number; pauses: () => number },
) => {
  // Whatever broke off is delivered again: a delivery that ended well is not.
  const left = new Set(keys);
  for (const together of plan) {
    await Promise.all(
      together.map(async ({ file, diesAfter }) => {
        const key = keys[file % keys.length] as string;
        const process = startProcess(world, diesAfter, pauses);
        if (await deliver(process, key, batchRows)) left.delete(key);
      }),
    );
  }
  for (const index of order) {
    const key = keys[index] as string;
    if (left.has(key)) await deliver(startProcess(world, null, pauses), key, batchRows);
  }
};

/** Each file is done, its bytes lie where they belong, and every row of it has been counted. */
export const expectReports = async (
  { world, keys }: Awaited<ReturnType<typeof start>>,
  sent: readonly AnyFile[],
) => {
  const { files, rowIssues } = world.store.clinical;
  for (const [index, file] of sent.entries()) {
    const { fileId, state, counts } = await world.report(nameOf(file, index));
    const { rows, stored, unchanged, older, rejected } = counts;
    expect([state, rows, stored + unchanged + older + rejected]).toEqual([
      "done",
      file.rows.length,
      file.rows.length,
    ]);
    expect(await world.objects.head(keys[index] as string)).toBeUndefined();
    expect(await world.objects.head(`completed/main/${fileId}.csv`)).toBeDefined();
    const lines: number[] = [];
    const { finishedBy = 0 } = (await files.get("main", fileId, { consistent: true })) ?? {};
    for await (const page of rowIssues.pages("main", { fileId, run: finishedBy })) {
      lines.push(...page.map(({ line }) => line));
    }
    expect(lines).toHaveLength(rejected);
    expect(new Set(lines).size).toBe(rejected);
    if (file.kind === "pms") {
      expect(lines).toEqual(file.rows.flatMap((row, at) => (isSound(row) ? [] : [at + 2])));
    }
  }
};
