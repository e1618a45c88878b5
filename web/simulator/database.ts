import {
  createMemoryDynamo,
  type MemoryDynamo,
} from "../../api/src/testing/memory-dynamo/memory-dynamo.ts";
import { failure } from "../../api/src/testing/memory-dynamo/values.ts";
import type { ServerProcess } from "./server-process.ts";
import type { World } from "./world.ts";

/** The one database of all server processes, with its own faults. */
export interface Database {
  connect(process: ServerProcess): ReturnType<MemoryDynamo["connect"]>;
  items: MemoryDynamo["items"];
}

const READS = new Set(["GetItemCommand", "QueryCommand", "BatchGetItemCommand"]);

export const createDatabase = (world: World): Database => {
  const { scheduler, random } = world;
  const dynamo = createMemoryDynamo({
    now: scheduler.nowMs,
    staleMs: () => (world.strikes("staleRead") ? 1 + random.int(500) : 0),
  });

  const latency = () => (world.strikes("slow") ? 20 + random.int(400) : 1 + random.int(8));

  return {
    items: dynamo.items,
    connect: (process) =>
      dynamo.connect(
        (command, asked, carryOut) =>
          new Promise((resolve, reject) => {
            const input = world.code.input(command, asked);
            const run = () => {
              const partial = batches[command] && world.strikes("partialBatch");
              const output = partial ? carryPartOut(input, carryOut) : carryOut(input);
              world.ledger.commanded(command, input);
              return output;
            };
            scheduler.later(latency(), `${process.name} ${command}`, () => {
              if (process.isAlive() && world.strikes("serverCrash")) process.crash();
              if (!process.isAlive()) {
                // It may have been on its way already; a refusal then reaches nobody.
                if (random.chance(0.5)) quietly(run);
                return;
              }
              if (world.strikes("throttled")) {
                reject(failure("ThrottlingException", "simulated"));
                return;
              }
              const outcome = settle(run);
              if (READS.has(command)) {
                outcome(resolve, reject);
                return;
              }
              scheduler.later(1 + random.int(3), `${process.name} hears of it`, () => {
                if (process.isAlive() && world.strikes("serverCrash")) process.crash();
                if (!process.isAlive()) return;
                if (world.strikes("failedAfterWrite")) {
                  reject(failure("InternalServerError", "simulated"));
                } else outcome(resolve, reject);
              });
            });
          }),
      ),
  };
};

const batches: Record<string, true> = { BatchGetItemCommand: true, BatchWriteItemCommand: true };

type Requests = Record<string, { Keys: unknown[] } | unknown[]>;

/** Takes the first of a batch, and hands the rest back to be asked again. */
const carryPartOut = <Input extends object>(
  input: Input,
  carryOut: (input: Input) => object,
): object => {
  const { RequestItems } = input as { RequestItems: Requests };
  const [taken, left]: [Requests, Requests] = [{}, {}];
  for (const [table, request] of Object.entries(RequestItems)) {
    const isWrite = Array.isArray(request);
    const all = isWrite ? request : request.Keys;
    const half = Math.ceil(all.length / 2);
    const part = (some: unknown[]) => (isWrite ? some : { ...request, Keys: some });
    taken[table] = part(all.slice(0, half));
    if (all.length > half) left[table] = part(all.slice(half));
  }
  return {
    ...carryOut({ ...input, RequestItems: taken }),
    UnprocessedKeys: left,
    UnprocessedItems: left,
  };
};

const quietly = (run: () => unknown) => {
  try {
    run();
  } catch {
    // Nobody is there to hear of it.
  }
};

const settle = (run: () => object) => {
  try {
    const output = run();
    return (resolve: (output: object) => void) => resolve(output);
  } catch (error) {
    return (_: unknown, reject: (error: unknown) => void) => reject(error);
  }
};
