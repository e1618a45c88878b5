import type { TransitionFigures } from "@throughline/shared/figures.ts";
import type { ReactNode } from "react";
import { formatCount, formatDuration, formatShare, plural } from "./format.ts";
import { Notice } from "./notice.tsx";
import { Route } from "./route.tsx";

/** Steps of which fewer patients met the target than the site wants; nothing where there are none. */
export const MissedTargetList = ({
  missed,
  children,
}: {
  missed: TransitionFigures[];
  /** The way on. */
  children?: ReactNode;
}): ReactNode =>
  missed.length === 0 ? null : (
    <Notice
      meaning="overdue"
      title={`${plural(missed.length, "step misses its target", "steps miss their target")} too often`}
    >
      <ul className="plain-list">
        {missed.map(({ from, to, fromCode, toCode, n, targetSeconds, withinTarget }) => (
          <li key={`${fromCode} ${toCode}`}>
            <Route names={[from, to]} />: {formatCount(withinTarget?.n ?? 0)} of {formatCount(n)}{" "}
            within {formatDuration(targetSeconds)} ({formatShare(withinTarget?.share ?? null)}),
            wanted at least {formatShare(withinTarget?.minShare ?? null)}
          </li>
        ))}
      </ul>
      {children}
    </Notice>
  );
