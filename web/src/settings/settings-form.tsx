import type { ReactNode } from "react";
import { Contents } from "./contents.tsx";

interface Props {
  /** The parts of the page, by what their addresses end with. */
  parts: Readonly<Record<string, string>>;
  onSubmit: () => Promise<unknown>;
  /** The parts that are saved as one, and their save bar. */
  children: ReactNode;
  /** Further parts, each of which is done with by itself. */
  below?: ReactNode;
}

/** A page of settings: links to its parts, and the form that they are in. */
export const SettingsForm = ({ parts, onSubmit, children, below }: Props): ReactNode => (
  <div className="settings-layout">
    <Contents parts={parts} />
    <form
      className="settings"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void onSubmit();
      }}
    >
      {children}
    </form>
    {below && <div className="settings">{below}</div>}
  </div>
);
