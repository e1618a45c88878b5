import {
  defaultFeedProfile,
  type FeedProfile,
  feedProfileSchema,
} from "@throughline/shared/feed-profile.ts";
import type { StoredFeed } from "../../store/clinical/feeds.ts";

/** How a feed's files are written. A profile that was stored was checked then; what it does not say is as usual. */
export const profileOf = (stored: Pick<StoredFeed, "profile"> | undefined): FeedProfile => {
  const profile = feedProfileSchema.safeParse({ ...defaultFeedProfile, ...stored?.profile });
  if (!profile.success) throw new Error("A stored profile is none");
  return profile.data;
};
