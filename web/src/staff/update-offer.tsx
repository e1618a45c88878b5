import { type ReactNode, useSyncExternalStore } from "react";
import { Notice } from "../ui/notice.tsx";
import { applyUpdate, isUpdateReady, subscribeToUpdate } from "./worker.ts";

/** Starts the new version of these pages; undefined while there is none. */
export const useUpdate = (): (() => void) | undefined =>
  useSyncExternalStore(subscribeToUpdate, isUpdateReady) ? applyUpdate : undefined;

/** Offers a new version of these pages. It is never forced under someone's hands. */
export const UpdateOffer = (): ReactNode => {
  const update = useUpdate();
  return (
    update && (
      <Notice meaning="fine" title="A new version of these pages is ready.">
        <p>It is used from the next start, or now. What you have typed and not saved stays.</p>
        <button type="button" className="button" onClick={update}>
          Use it now
        </button>
      </Notice>
    )
  );
};
