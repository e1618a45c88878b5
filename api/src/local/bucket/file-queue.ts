import { readFileKey, UPLOADED } from "../../operations/ingest/file-key.ts";
import type { ObjectFacts, Objects } from "../../store/objects.ts";
import { eventOf, keyIn, type ObjectCreatedEvent, sizeIn } from "./object-events.ts";

/** After so many failures a file is tried once each time that the bucket is looked through. */
const ATTEMPTS = 6;
const LONGEST_STOP_MS = 10_000;
const pauseAfter = (failures: number) => Math.min(60_000, 1_000 * 4 ** (failures - 1));

/** Above this a file has years in it, or rows that are refused by the million. */
const LARGE_BYTES = 8 * 2 ** 20;

/**
 * Hands files on as they come, in the order of their arrival: of each site one at a time, and beside
 * it one that is large. Those take hours at worst, for which the laboratory's next file must not wait.
 */
export interface FileQueue {
  add(event: ObjectCreatedEvent): void;
  /** Adds all that waits in the bucket, the earliest first, but what is about to be tried again. */
  lookThrough(): Promise<void>;
  /** Begins nothing more, and waits for what runs, 10 s at most: what is cut off begins again. */
  stop(): Promise<void>;
}

/** `take` rejects where an event must be delivered again; `later` is the timer. */
export const createFileQueue = ({
  bucket,
  objects,
  take,
  later = setTimeout,
}: {
  bucket: string;
  objects: Pick<Objects, "list">;
  take: (event: ObjectCreatedEvent) => Promise<void>;
  later?: (run: () => void, ms: number) => NodeJS.Timeout;
}): FileQueue => {
  /** By the site and whether they are large, and there by key. */
  const waiting = new Map<string, Map<string, ObjectCreatedEvent>>();
  const running = new Map<string, Promise<void>>();
  /** By key: what was tried in vain, and the timer by which it will be again, or else at the next look. */
  const failed = new Map<string, { count: number; timer?: NodeJS.Timeout }>();
  let stopped = false;

  const add = (event: ObjectCreatedEvent) => {
    if (stopped) return;
    const key = keyIn(event);
    const site = readFileKey(key)?.site ?? "";
    const line = sizeIn(event) > LARGE_BYTES ? `${site} large` : site;
    const events = waiting.get(line) ?? new Map<string, ObjectCreatedEvent>();
    waiting.set(line, events.set(key, event));
    if (!running.has(line)) running.set(line, takeAll(line, events));
  };

  const takeAll = async (line: string, events: Map<string, ObjectCreatedEvent>) => {
    for (const [key, event] of events) {
      // Put over while it is being taken, a file waits once more.
      events.delete(key);
      await takeOne(key, event);
      if (stopped) break;
    }
    running.delete(line);
  };

  const takeOne = async (key: string, event: ObjectCreatedEvent) => {
    const earlier = failed.get(key);
    clearTimeout(earlier?.timer);
    failed.delete(key);
    try {
      await take(event);
    } catch {
      const count = (earlier?.count ?? 0) + 1;
      if (stopped) return;
      const timer = count < ATTEMPTS ? later(() => add(event), pauseAfter(count)) : undefined;
      failed.set(key, { count, ...(timer && { timer }) });
    }
  };

  return {
    add,

    async lookThrough() {
      const found: ObjectFacts[] = [];
      for await (const page of objects.list(UPLOADED)) {
        // What is nobody's file was said to be so when it came.
        found.push(...page.filter(({ key }) => readFileKey(key) && !failed.get(key)?.timer));
      }
      found.sort((one, other) => Date.parse(one.lastModifiedAt) - Date.parse(other.lastModifiedAt));
      for (const { key, size } of found) add(eventOf(bucket, key, size));
    },

    async stop() {
      stopped = true;
      for (const { timer } of failed.values()) clearTimeout(timer);
      let late: NodeJS.Timeout | undefined;
      const longest = new Promise<void>((resolve) => {
        late = setTimeout(resolve, LONGEST_STOP_MS);
      });
      await Promise.race([Promise.all(running.values()), longest]);
      clearTimeout(late);
    },
  };
};
