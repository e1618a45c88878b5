import type { ComponentProps, ReactNode } from "react";
import { FailureNotice } from "./failure-notice.tsx";

interface Props {
  /** Asks for the next page; null after the last. */
  more: (() => void) | null;
  loading: boolean;
  failure: ComponentProps<typeof FailureNotice>["failure"] | undefined;
}

/** Below a list of which only the first pages are there: the way to the next one. */
export const LoadMore = ({ more, loading, failure }: Props): ReactNode => (
  <>
    {failure && <FailureNotice failure={failure} kept="What is loaded stays." />}
    {more && (
      <p>
        <button type="button" className="button" disabled={loading} onClick={more}>
          {loading ? "Loading…" : "Load more"}
        </button>
      </p>
    )}
  </>
);
