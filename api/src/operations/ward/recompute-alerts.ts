import { mapConcurrently } from "../../concurrency.ts";
import type { OperationDeps } from "../../deps.ts";
import type { RecomputeJob } from "../../store/clinical/recompute-jobs.ts";
import { deliverOutbox } from "./deliver-outbox.ts";
import { settleAdmission } from "./settle-admission.ts";

const A_PART = 200;
const STAYS_AT_A_TIME = 8;
/** Longer than anybody goes by settings that were read: see `Settling`. */
const PASS_AGAIN_MS = 60_000;

/**
 * Orders the settling of all active stays by settings that are about to be saved: before they are,
 * so that no crash forgets it.
 */
export const orderRecompute = async (
  { store, now }: Pick<OperationDeps, "store" | "now">,
  site: string,
  { settingsVersion, recount }: Pick<RecomputeJob, "settingsVersion" | "recount">,
): Promise<void> => {
  const { recomputeJobs } = store.clinical;
  for (;;) {
    const before = await recomputeJobs.read(site);
    const nowMs = now();
    const job: RecomputeJob = {
      settingsVersion,
      // What one before it has left undone is for this one to do.
      recount: recount || (before?.nextAt !== null && before?.recount === true),
      pass: 1,
      passAgainAt: new Date(nowMs + PASS_AGAIN_MS).toISOString(),
      cursor: undefined,
      done: 0,
      nextAt: new Date(nowMs).toISOString(),
      version: before?.version ?? 0,
    };
    if ((await recomputeJobs.save(site, job)) !== "conflict") return;
  }
};

/**
 * Goes on with what `orderRecompute` ordered, a part at a time, until it is done or `untilMs` has
 * come; what is left is for the monitor's next tick. Two at once are harmless: one gives way.
 */
export const recomputeAlerts = async (
  deps: OperationDeps,
  site: string,
  { untilMs }: { untilMs: number },
): Promise<void> => {
  const { admissions, recomputeJobs, wardSettings } = deps.store.clinical;
  let job: RecomputeJob | "conflict" | undefined = await recomputeJobs.read(site);
  while (job && job !== "conflict" && job.nextAt !== null) {
    const nowMs = deps.now();
    if (nowMs >= untilMs || job.nextAt > new Date(nowMs).toISOString()) return;
    const settings = await wardSettings.readFresh(site);
    const { stays, next } = await admissions.listActive(site, {
      limit: A_PART,
      ...(job.cursor !== undefined && { after: job.cursor }),
    });
    const stored = await admissions.getMany(site, stays, { consistent: true });
    const { recount } = job;
    const settled = await mapConcurrently(
      stored.filter(({ settingsVersion }) => settingsVersion < settings.version),
      STAYS_AT_A_TIME,
      ({ admission }) =>
        settleAdmission(deps, site, admission, {
          settings,
          mayOpen: false,
          because: "settings",
          recount,
        }),
    );
    await deliverOutbox(
      deps,
      site,
      settled.filter((one) => one !== undefined),
      settings,
    );
    job = await recomputeJobs.save(site, afterPart(job, settled.length, next));
  }
};

const afterPart = (job: RecomputeJob, count: number, next: string | undefined): RecomputeJob => {
  const done = job.done + count;
  if (next !== undefined) return { ...job, done, cursor: next };
  if (job.pass === 2) return { ...job, done, cursor: undefined, nextAt: null };
  return { ...job, done, cursor: undefined, pass: 2, nextAt: job.passAgainAt };
};
