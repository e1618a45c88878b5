import type { Environment } from "./environment.ts";

const NAME = "throughline-push";
/** A lock only saves double work: after this the work goes on without it. */
const PATIENCE_MS = 20_000;

/** Runs the work while no other tab or worker does, or without that after some patience. */
export const withLock = async <T>(
  { locks, after }: Environment,
  work: () => Promise<T>,
): Promise<T> => {
  if (!locks) return work();
  const patience = new AbortController();
  const callOff = after(PATIENCE_MS, () => patience.abort());
  let began = false;
  try {
    return await locks.request(NAME, { signal: patience.signal }, () => {
      began = true;
      callOff();
      return work();
    });
  } catch (problem) {
    callOff();
    if (began) throw problem;
    return work();
  }
};
