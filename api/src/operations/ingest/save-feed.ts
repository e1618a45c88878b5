import { AppError } from "@throughline/shared/errors.ts";
import { fileKindSchema } from "@throughline/shared/feed.ts";
import type { ListedFeed, PutFeed } from "@throughline/shared/upload-api.ts";
import type { OperationDeps } from "../../deps.ts";
import { requireSettings } from "../site-settings.ts";
import { describeFeed, versionOf } from "./list-feeds.ts";
import { newFeed } from "./new-feed.ts";

/**
 * Saves what people set about a feed over the version that was read; version 0 makes one. Files that
 * came meanwhile are no conflict. The monitor then judges its silence anew. Throws `UNKNOWN_SITE`,
 * `VERSION_CONFLICT` with the version that stands now, and `BAD_REQUEST` for another kind than the
 * feed has had (its files were read as that) or than it is called after.
 */
export const saveFeed = async (
  { store, now }: Pick<OperationDeps, "store" | "now">,
  site: string,
  name: string,
  { version, settings: { profile, ...settings } }: PutFeed,
): Promise<ListedFeed> => {
  await requireSettings(store, site);
  const usual = fileKindSchema.safeParse(name);
  if (usual.success && usual.data !== settings.kind) {
    throw new AppError("BAD_REQUEST", {
      details: { field: "settings.kind", problem: `a feed called ${name} takes ${name} files` },
    });
  }
  const { feeds } = store.clinical;
  for (;;) {
    const known = await feeds.get(site, name, { consistent: true });
    if (versionOf(known) !== version) {
      throw new AppError("VERSION_CONFLICT", { details: { version: versionOf(known) } });
    }
    if (known && known.feed.kind !== settings.kind) {
      throw new AppError("BAD_REQUEST", {
        details: { field: "settings.kind", problem: "fixed: make another feed" },
      });
    }
    const before = known ?? newFeed(name, settings.kind, now());
    const saved = await feeds.save(site, {
      ...before,
      feed: { ...before.feed, ...settings },
      profile,
      settingsVersion: version + 1,
      nextAt: new Date(now()).toISOString(),
    });
    if (saved !== "conflict") {
      const { counting } = await store.clinical.wardSettings.read(site);
      return describeFeed(saved, now(), counting);
    }
  }
};
