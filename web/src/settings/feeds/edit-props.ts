import type { Problems } from "../problems.ts";
import type { FeedDraft, ProfileDraft } from "./draft.ts";

/** What every part of a feed's form needs. */
export interface FeedEditProps {
  draft: FeedDraft;
  problems: Problems;
  edit: (change: Partial<FeedDraft>) => void;
  editProfile: (change: Partial<ProfileDraft>) => void;
  /** The columns of the sample, as it names them. */
  sampleColumns: readonly string[];
}
