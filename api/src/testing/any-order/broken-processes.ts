import type { OperationDeps } from "../../deps.ts";
import { ingestFile } from "../../operations/ingest/ingest-file.ts";
import type { Objects } from "../../store/objects.ts";
import type { Around } from "../memory-dynamo/memory-dynamo.ts";
import type { IngestUnderTest } from "../start-ingest.ts";

class Killed extends Error {}

/**
 * A process that is killed after so many calls of the store and the bucket, and takes `pauses` before
 * each.
 */
export const startProcess = (
  { connect, objects }: IngestUnderTest,
  diesAfter: number | null,
  pauses: () => number,
): OperationDeps => {
  let left = diesAfter ?? Number.POSITIVE_INFINITY;
  const call = async <T>(carryOut: () => T | Promise<T>): Promise<T> => {
    for (let pause = pauses(); pause > 0; pause--) await undefined;
    if (left-- <= 0) throw new Killed();
    return carryOut();
  };
  const bucket: Objects = {
    ...objects,
    head: (...given) => call(() => objects.head(...given)),
    read: (...given) => call(() => objects.read(...given)),
    // Not one step in any store.
    async move(from, to, options) {
      const found = await call(() => objects.read(from, options));
      const facts = await objects.head(from);
      if (!found || !facts) return call(() => objects.move(from, to, options));
      await call(() => objects.put(to, found, { length: facts.size }));
      return call(() => objects.move(from, to, options));
    },
  };
  const around: Around = (_command, input, carryOut) => call(() => carryOut(input));
  return { ...connect(around), objects: bucket };
};

/** A process that has just begun with a file when another is begun and ends. */
export const intrudedUpon = (
  { connect, objects }: IngestUnderTest,
  intrude: () => Promise<unknown>,
) => {
  let isFirst = true;
  const around: Around = async (_command, input, carryOut) => {
    const output = await carryOut(input);
    const { report } = (input as { Item?: { report?: { state: string } } }).Item ?? {};
    if (isFirst && report?.state === "processing") {
      isFirst = false;
      await intrude();
    }
    return output;
  };
  return { ...connect(around), objects };
};

export const deliver = async (
  deps: OperationDeps,
  key: string,
  batchRows: number,
): Promise<boolean> => {
  try {
    await ingestFile(deps, { site: "main", key, batchRows });
    return true;
  } catch (error) {
    if (error instanceof Killed) return false;
    throw error;
  }
};
