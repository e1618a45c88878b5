import type { Problems } from "../problems.ts";
import type { WardDraft } from "./draft.ts";

/** What every part of the form works on. */
export interface WardEditProps {
  site: string;
  draft: WardDraft;
  problems: Problems;
  edit: (change: Partial<WardDraft>) => void;
  /** Keys of the wards that files have named. */
  knownWards: readonly string[];
}
