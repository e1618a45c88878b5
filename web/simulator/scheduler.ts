import type { Trace } from "./trace.ts";

/** Virtual time and the one list of what comes next in it. Everything that takes time is on it. */
export interface Scheduler {
  /** Epoch ms, the true time. */
  nowMs(): number;
  /** Runs something after a while; the returned function calls it off. */
  later(ms: number, label: string, run: () => void): () => void;
  /** Carries out the next thing and all that follows from it at once; false when there is none. */
  step(): Promise<boolean>;
  /** When the next thing is due, if there is one. */
  nextMs(): number | undefined;
  steps(): number;
}

interface Task {
  dueMs: number;
  /** Of two things due together the one that was asked for first comes first. */
  order: number;
  label: string;
  run: (() => void) | undefined;
}

export const createScheduler = (startMs: number, trace: Trace): Scheduler => {
  let nowMs = startMs;
  let order = 0;
  let steps = 0;
  const heap: Task[] = [];

  const next = (): Task | undefined => {
    while (heap[0] && !heap[0].run) popFirst(heap);
    return heap[0];
  };

  return {
    nowMs: () => nowMs,
    later(ms, label, run) {
      const task: Task = { dueMs: nowMs + Math.max(0, Math.ceil(ms)), order: order++, label, run };
      push(heap, task);
      return () => {
        task.run = undefined;
      };
    },
    async step() {
      const task = next();
      if (!task) return false;
      popFirst(heap);
      steps++;
      nowMs = task.dueMs;
      trace.add(`${nowMs} ${task.label}`);
      task.run?.();
      await allThatFollows();
      return true;
    },
    nextMs: () => next()?.dueMs,
    steps: () => steps,
  };
};

/**
 * Nothing in a simulation waits for anything but promises and the scheduler, so when the event loop
 * comes round, every promise that could go on has done so.
 */
const allThatFollows = () => new Promise<void>((resolve) => setImmediate(resolve));

const isBefore = (one: Task, other: Task) =>
  one.dueMs < other.dueMs || (one.dueMs === other.dueMs && one.order < other.order);

const push = (heap: Task[], task: Task) => {
  let index = heap.push(task) - 1;
  while (index > 0) {
    const parent = (index - 1) >>> 1;
    if (isBefore(heap[parent] as Task, task)) break;
    heap[index] = heap[parent] as Task;
    index = parent;
  }
  heap[index] = task;
};

const popFirst = (heap: Task[]) => {
  const last = heap.pop() as Task;
  if (heap.length === 0) return;
  let index = 0;
  for (;;) {
    let child = 2 * index + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && isBefore(heap[child + 1] as Task, heap[child] as Task)) child++;
    if (isBefore(last, heap[child] as Task)) break;
    heap[index] = heap[child] as Task;
    index = child;
  }
  heap[index] = last;
};
