/** Tells everyone who shows the journal, also in other tabs, that it changed. */
export interface Changes {
  tell(): void;
  /** Calls back after each change, until the returned function is called. */
  listen(listener: () => void): () => void;
}

/** `channel` reaches other tabs and the worker, where the browser has such a thing. */
export const createChanges = (channel?: BroadcastChannel): Changes => {
  const listeners = new Set<() => void>();
  const callAll = () => {
    for (const listener of listeners) listener();
  };
  channel?.addEventListener("message", callAll);
  return {
    tell: () => {
      callAll();
      channel?.postMessage("changed");
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
