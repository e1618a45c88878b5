import type { ReactNode } from "react";

/** Names and what they are, side by side; what is null is left out. */
export const Facts = ({
  facts,
}: {
  facts: readonly (readonly [string, ReactNode | null])[];
}): ReactNode => (
  <dl className="facts">
    {facts.map(
      ([name, value]) =>
        value !== null && (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ),
    )}
  </dl>
);
