export interface Schedule {
  /** Starts nothing more and waits for what runs. */
  stop(): Promise<void>;
}

/**
 * Runs `task` now and then every `everyMs`, never twice at a time: a run that takes longer swallows
 * the next. `onFailure` is told of a rejection, and the schedule goes on.
 */
export const scheduleEvery = (
  everyMs: number,
  task: () => Promise<unknown>,
  onFailure: (error: unknown) => void,
): Schedule => {
  let running: Promise<void> | undefined;
  const run = () => {
    running ??= task()
      .then(() => {}, onFailure)
      .finally(() => {
        running = undefined;
      });
  };
  const timer = setInterval(run, everyMs);
  run();
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
};
