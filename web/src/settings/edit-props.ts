import type { Draft } from "./draft.ts";
import type { Problems } from "./problems.ts";

/** What every part of the form works on. */
export interface EditProps {
  draft: Draft;
  problems: Problems;
  edit: (change: Partial<Draft>) => void;
}
