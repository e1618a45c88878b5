import {
  type FeedDocument,
  feedsSchema,
  listedFeedSchema,
} from "@throughline/shared/upload-api.ts";
import * as z from "zod/mini";
import { clinicalPath } from "../../cache/clinical.ts";
import { requestAsStaff } from "../../cache/session.ts";
import { type Saved, type Stored, saveOver } from "../save-over.ts";
import { documentOf } from "./draft.ts";

export type StoredFeed = Stored<FeedDocument>;

const storedOf = (feed: z.infer<typeof listedFeedSchema>): StoredFeed => ({
  version: feed.version,
  settings: documentOf(feed),
});

/** Saves a feed over the version that was read; version 0 makes one. */
export const saveFeed = (
  site: string,
  name: string,
  body: StoredFeed,
): Promise<Saved<StoredFeed>> =>
  saveOver(
    clinicalPath(site, `/feeds/${name}`),
    body,
    (json) => storedOf(z.parse(listedFeedSchema, json)),
    () =>
      requestAsStaff(clinicalPath(site, "/feeds"), {
        read: (json) => {
          const feed = z.parse(feedsSchema, json).feeds.find((known) => known.name === name);
          return feed && storedOf(feed);
        },
      }),
  );
