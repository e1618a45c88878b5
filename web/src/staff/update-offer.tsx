import { type ReactNode, useSyncExternalStore } from "react";
import { Notice } from "../ui/notice.tsx";
import { applyUpdate, isUpdateReady, subscribeToUpdate } from "./worker.ts";

/** Offers a new version of these pages. It is never forced under someone's hands. */
export const UpdateOffer = (): ReactNode =>
  useSyncExternalStore(subscribeToUpdate, isUpdateReady) ? (
    <Notice meaning="fine" title="A new version of these pages is ready.">
      <p>It is used from the next start, or now. What you have typed and not saved stays.</p>
      <button type="button" className="button" onClick={applyUpdate}>
        Use it now
      </button>
    </Notice>
  ) : null;
