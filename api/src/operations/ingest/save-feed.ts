import { AppError } from "@throughline/shared/errors.ts";
import { fileKindSchema } from "@throughline/shared/feed.ts";
import type { ListedFeed, PutFeed } from "@throughline/shared/upload-api.ts";
import type { OperationDeps } from "../../deps.ts";
import { describeError } from "../../log.ts";
import { requireSettings } from "../site-settings.ts";
import { mapStatuses, mapsOtherwise } from "../ward/map-statuses.ts";
import { describeFeed, listHeldUp, versionOf } from "./list-feeds.ts";
import { newFeed } from "./new-feed.ts";
import { profileOf } from "./profile-of.ts";

/** So long the answer waits for what was told before to be read by new words; the rest is left to the monitor. */
const MAP_FOR_MS = 2_000;

/**
 * Saves what people set about a feed over the version that was read; version 0 makes one. Files that
 * came meanwhile are no conflict. The monitor then judges its silence anew; where status words mean
 * something else now, that holds for what its files have told before, too. Throws `UNKNOWN_SITE`,
 * `VERSION_CONFLICT` with the version that stands now, and `BAD_REQUEST` for another kind than the
 * feed has had (its files were read as that) or than it is called after.
 */
export const saveFeed = async (
  deps: OperationDeps,
  site: string,
  name: string,
  { version, settings: { profile, ...settings } }: PutFeed,
): Promise<ListedFeed> => {
  const { store, now } = deps;
  await requireSettings(store, site);
  const usual = fileKindSchema.safeParse(name);
  if (usual.success && usual.data !== settings.kind) {
    throw new AppError("BAD_REQUEST", {
      details: { field: "settings.kind", problem: `a feed called ${name} takes ${name} files` },
    });
  }
  const { feeds } = store.clinical;
  const heldUp = await listHeldUp(deps, site);
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
    const since = new Date(now()).toISOString();
    const isOtherwise = known && mapsOtherwise(profileOf(known), profileOf({ profile }));
    const saved = await feeds.save(site, {
      ...before,
      feed: { ...before.feed, ...settings },
      profile,
      settingsVersion: version + 1,
      ...(isOtherwise && { mapping: { since } }),
      nextAt: since,
    });
    if (saved !== "conflict") {
      try {
        await mapStatuses(deps, site, name, { untilMs: now() + MAP_FOR_MS });
      } catch (error) {
        // It is saved, and the monitor goes on with what follows.
        deps.log("monitor-failed", { site, ...describeError(error) });
      }
      const { counting } = await store.clinical.wardSettings.read(site);
      return describeFeed(saved, { nowMs: now(), counting, heldUp });
    }
  }
};
