import type { StoredWardSettings } from "@throughline/shared/ward.ts";
import { mapConcurrently } from "../../concurrency.ts";
import type { OperationDeps } from "../../deps.ts";
import { describeError } from "../../log.ts";
import type { DueThing } from "../../store/clinical/due-things.ts";
import { remember } from "../../store/remembered.ts";
import { deliverOutbox, hintAtChanges } from "./deliver-outbox.ts";
import { judgeFeed } from "./judge-feed.ts";
import { mapStatuses } from "./map-statuses.ts";
import { mendClock } from "./mend-clock.ts";
import { recomputeAlerts } from "./recompute-alerts.ts";
import { type SettledAdmission, settleAdmission } from "./settle-admission.ts";

/** Together they are told of as one list; a site with more of them at once gets several. */
const A_PART = 1_000;
const STAYS_AT_A_TIME = 8;
const SITES_AT_A_TIME = 4;
/** No longer than this does a screen wait for what was settled while others still are. */
const HINT_EVERY_MS = 1_000;
/** So long a tick goes on with recomputing before it leaves the rest to the next one. */
const RECOMPUTE_FOR_MS = 20_000;

type Due<Kind extends DueThing["kind"]> = Extract<DueThing, { kind: Kind }>;

/**
 * What looks at every site each minute: it acts upon everything whose time has come, and reads
 * nothing else. Any number of them may run at once. A site's tick that could not look at what was
 * due leaves no mark; one that failed for some of it goes on with the others, and the mark says how
 * many.
 */
export const createMonitor = (deps: OperationDeps): { tick(): Promise<void> } => ({
  async tick() {
    const sites = await deps.store.settings.listKnownSites();
    await mapConcurrently(sites, SITES_AT_A_TIME, async (site) => {
      try {
        await tickSite(deps, site);
      } catch (error) {
        deps.log("monitor-failed", { site, ...describeError(error) });
      }
    });
  },
});

/** One look at one site. */
export const tickSite = async (deps: OperationDeps, site: string): Promise<void> => {
  const { dueThings, monitorMarks } = deps.store.clinical;
  const at = new Date(deps.now()).toISOString();
  let failed = 0;
  let after: string | undefined;
  do {
    const page = await dueThings.list(site, at, { limit: A_PART, ...(after && { after }) });
    failed += await actUpon(deps, site, page.things);
    after = page.next;
  } while (after !== undefined);
  if (!(await monitorMarks.write(site, at, failed))) await mendClock(deps, site, { at, failed });
};

/** Gives how many of them it could not see to; each is logged, and due again at the next tick. */
const actUpon = async (
  deps: OperationDeps,
  site: string,
  things: readonly DueThing[],
): Promise<number> => {
  let failed = 0;
  const attempt = async <T>(act: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await act();
    } catch (error) {
      failed += 1;
      deps.log("monitor-failed", { site, ...describeError(error) });
      return undefined;
    }
  };
  const ofKind = <Kind extends DueThing["kind"]>(kind: Kind) =>
    things.filter((thing): thing is Due<Kind> => thing.kind === kind);

  // What opens now then goes by how far the laboratories' files reach now.
  for (const { name } of ofKind("feed")) {
    await attempt(() => mapStatuses(deps, site, name, { untilMs: deps.now() + RECOMPUTE_FOR_MS }));
    await attempt(() => judgeFeed(deps, site, name));
  }
  const stays = ofKind("admission");
  if (stays.length > 0) {
    await attempt(async () => {
      const settings = await deps.store.clinical.wardSettings.readFresh(site);
      const settled = await settleAll(deps, site, stays, { settings, attempt });
      failed += await deliverOutbox(deps, site, settled, settings);
    });
  }
  for (const _job of ofKind("recompute")) {
    await attempt(() => recomputeAlerts(deps, site, { untilMs: deps.now() + RECOMPUTE_FOR_MS }));
  }
  return failed;
};

const settleAll = async (
  deps: OperationDeps,
  site: string,
  stays: readonly Due<"admission">[],
  {
    settings,
    attempt,
  }: {
    settings: StoredWardSettings;
    attempt: <T>(act: () => Promise<T>) => Promise<T | undefined>;
  },
): Promise<SettledAdmission[]> => {
  const viewed = remember({
    load: (ward) => deps.store.clinical.viewedAlerts.read(site, ward),
    forMs: Number.POSITIVE_INFINITY,
    now: deps.now,
  });
  let untold: SettledAdmission[] = [];
  let hintedMs = deps.now();
  const settled = await mapConcurrently(stays, STAYS_AT_A_TIME, (stay) =>
    attempt(async () => {
      const one = await settleAdmission(deps, site, stay, {
        settings,
        mayOpen: true,
        because: "facts",
        viewed: viewed.get,
      });
      if (one) untold.push(one);
      if (deps.now() - hintedMs >= HINT_EVERY_MS) {
        const part = untold;
        untold = [];
        hintedMs = deps.now();
        await hintAtChanges(deps, site, part);
      }
      return one;
    }),
  );
  return settled.filter((one) => one !== undefined);
};
