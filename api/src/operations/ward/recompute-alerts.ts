import { mapConcurrently } from "../../concurrency.ts";
import type { OperationDeps } from "../../deps.ts";
import { describeError } from "../../log.ts";
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
  settingsVersion: number,
): Promise<void> => {
  const { recomputeJobs } = store.clinical;
  for (;;) {
    const before = await recomputeJobs.read(site);
    const nowMs = now();
    const job: RecomputeJob = {
      settingsVersion,
      pass: 1,
      passAgainAt: new Date(nowMs + PASS_AGAIN_MS).toISOString(),
      cursor: undefined,
      done: 0,
      failed: 0,
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
    let failed = 0;
    const settled = await mapConcurrently(
      stored.filter(({ settingsVersion }) => settingsVersion < settings.version),
      STAYS_AT_A_TIME,
      async ({ admission }) => {
        const options = { settings, mayOpen: false, because: "settings" as const };
        try {
          return await settleAdmission(deps, site, admission, options);
        } catch (error) {
          // The others must not wait for it; the pass is made again for its sake.
          failed += 1;
          deps.log("monitor-failed", { site, ...describeError(error) });
          return undefined;
        }
      },
    );
    const known = settled.filter((one) => one !== undefined);
    await deliverOutbox(deps, site, known, settings);
    const part = { done: job.done + known.length, failed: job.failed + failed };
    job = await recomputeJobs.save(site, afterPart({ ...job, ...part }, next, nowMs));
  }
};

const afterPart = (job: RecomputeJob, next: string | undefined, nowMs: number): RecomputeJob => {
  if (next !== undefined) return { ...job, cursor: next };
  const round = { ...job, cursor: undefined, failed: 0 };
  if (job.pass === 1) return { ...round, pass: 2, nextAt: job.passAgainAt };
  if (job.failed === 0) return { ...round, nextAt: null };
  return { ...round, nextAt: new Date(nowMs + PASS_AGAIN_MS).toISOString() };
};
