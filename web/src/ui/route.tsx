import { Fragment, type ReactNode } from "react";

/** Names in order with arrows between; each keeps its own direction of writing. */
export const Route = ({ names }: { names: readonly string[] }): ReactNode =>
  names.map((name, index) => (
    // The same name may stand twice in a route, so that only its place tells it apart.
    // biome-ignore lint/suspicious/noArrayIndexKey: see above.
    <Fragment key={index}>
      {index > 0 && " → "}
      <bdi>{name}</bdi>
    </Fragment>
  ));
