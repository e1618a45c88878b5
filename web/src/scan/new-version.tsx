import { useSyncExternalStore } from "react";
import { usePage } from "./page-context.ts";

const never = () => () => {};

/** Offers a new version. It starts by itself the next time, and never under the reader's hands. */
export const NewVersion = () => {
  const { worker, words } = usePage();
  const waits = useSyncExternalStore(worker?.listen ?? never, () => worker?.newVersion() ?? false);
  if (!waits) return null;
  const { text, action } = words.catalogue.update;
  return (
    <aside className="new-version" role="status">
      <p>{text}</p>
      <button type="button" className="plain" onClick={() => worker?.startNewVersion()}>
        {action}
      </button>
    </aside>
  );
};
