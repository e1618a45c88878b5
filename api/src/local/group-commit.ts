/** One change of a key in LevelDB. */
export type Write = { type: "put"; key: string; value: unknown } | { type: "del"; key: string };

export interface GroupCommit {
  /** Settles when these writes, all or none of them, are on disk; rejects when they are not. */
  commit(writes: readonly Write[]): Promise<void>;
  /** Settles when nothing is waiting any more. */
  drain(): Promise<void>;
}

/**
 * Joins the writes that arrive while the disk is busy into its next batch, in their order. Each
 * batch is forced to the disk before anything in it is acknowledged: the phone that sent a scan
 * deletes its copy on that word, so a power cut must not take it back. Because waiting writes share
 * one flush, the price of it falls as the load rises.
 *
 * After a failed batch the log on disk may end in half a record, and LevelDB would lose what is
 * written behind that: `recover` is called before anything else is written.
 */
export const createGroupCommit = ({
  writeBatch,
  recover,
}: {
  writeBatch(writes: Write[]): Promise<void>;
  recover(): Promise<void>;
}): GroupCommit => {
  let waiting: { writes: readonly Write[]; resolve(): void; reject(cause: unknown): void }[] = [];
  let running: Promise<void> | undefined;
  let failed = false;

  const writeAll = async () => {
    while (waiting.length > 0) {
      const group = waiting;
      waiting = [];
      try {
        if (failed) await recover();
        failed = false;
        await writeBatch(group.flatMap(({ writes }) => writes));
        for (const { resolve } of group) resolve();
      } catch (error) {
        failed = true;
        for (const { reject } of group) reject(error);
      }
    }
    running = undefined;
  };

  return {
    commit: (writes) =>
      new Promise((resolve, reject) => {
        waiting.push({ writes, resolve, reject });
        running ??= Promise.resolve().then(writeAll);
      }),
    drain: async () => {
      while (running) await running;
    },
  };
};
