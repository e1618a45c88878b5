import type { AlertChange } from "@throughline/shared/alert.ts";
import { clinicDay } from "@throughline/shared/time.ts";
import { type StoredWardSettings, wardKey } from "@throughline/shared/ward.ts";
import { mapConcurrently } from "../../concurrency.ts";
import type { OperationDeps } from "../../deps.ts";
import { describeError } from "../../log.ts";
import type { StoredAdmission, WaitingChange } from "../../store/clinical/admissions.ts";
import { broadcastChanges, broadcastThatSomeChanged, opensHere } from "./broadcast-changes.ts";
import { isConfirmed } from "./glance-at-feeds.ts";
import { type LabReach, readLabReach } from "./read-lab-reach.ts";
import { sendEscalations } from "./send-escalations.ts";
import { nextOf, type SettledAdmission } from "./settle-admission.ts";

const WRITES_AT_A_TIME = 8;
const WARDS_AT_A_TIME = 4;
const ATTEMPTS = 12;

/**
 * Sees to everything that follows from changes of alerts, as one: the screens first, then the log,
 * tablets that are asleep, and the channels of what was escalated; at last it takes them out of the
 * outboxes. Each step may be repeated: where this fails or ends half-way, the monitor does it again,
 * and only hints and messages are then given twice. What a channel did not take stays for later.
 * Gives the number of stays for which it failed; each failure is logged.
 */
export const deliverOutbox = async (
  deps: OperationDeps,
  site: string,
  settled: readonly SettledAdmission[],
  settings: StoredWardSettings,
): Promise<number> => {
  const telling = settled.filter(({ toTell }) => toTell.length > 0);
  if (telling.length === 0) return 0;
  let failed = 0;
  const forEach = async (
    stays: readonly SettledAdmission[],
    act: (one: SettledAdmission) => Promise<void>,
  ): Promise<SettledAdmission[]> => {
    const done = await mapConcurrently(stays, WRITES_AT_A_TIME, async (one) => {
      try {
        await act(one);
        return one;
      } catch (error) {
        failed += 1;
        deps.log("monitor-failed", { site, ...describeError(error) });
        return undefined;
      }
    });
    return done.filter((one) => one !== undefined);
  };

  const changes = telling.flatMap(({ toTell }) => toTell);
  // What was tried before has been on the screens.
  const news = changes.flatMap(({ change, attempts }) => (attempts === 0 ? [change] : []));
  const now = new Date(deps.now()).toISOString();
  await hint(deps, site, () => broadcastChanges(deps, site, news, settings, now));

  const zone = (await deps.store.settings.read(site))?.timeZone ?? "UTC";
  const logged = await forEach(telling, async ({ toTell }) => {
    for (const { change } of toTell) {
      // What a tablet did before the server opened the alert stands behind its opening.
      const atMs = Math.max(Date.parse(change.at), Date.parse(change.openedAt));
      const day = clinicDay(atMs, zone);
      await deps.store.clinical.alertLog.append(site, day, change);
    }
  });
  const left = await tell(deps, site, logged, settings);
  await forEach(logged, (one) => takeOut(deps, site, one, left));
  return failed;
};

/** Tells others than screens of what is in the log; gives what must be tried again, and how. */
const tell = async (
  deps: OperationDeps,
  site: string,
  logged: readonly SettledAdmission[],
  settings: StoredWardSettings,
): Promise<ReadonlyMap<WaitingChange, WaitingChange>> => {
  const changes = logged.flatMap(({ toTell }) => toTell);
  if (!changes.some(({ change }) => opensHere(change) || change.what === "escalated")) {
    return new Map();
  }
  const reach = await readLabReach(deps, site);
  const news = changes.flatMap(({ change, attempts }) => (attempts === 0 ? [change] : []));
  // A push service out of reach takes its time: nobody's escalation waits for it.
  const [left] = await Promise.all([
    sendEscalations(deps, site, logged, { settings, reach }),
    hint(deps, site, () => wake(deps, site, news, reach)),
  ]);
  return left;
};

/**
 * Has the screens of the wards concerned look at what was settled, while others still are. It is not
 * announced before `deliverOutbox` does so for all of them as one.
 */
export const hintAtChanges = (
  deps: OperationDeps,
  site: string,
  settled: readonly SettledAdmission[],
): Promise<void> => {
  const changes = settled.flatMap(({ toTell }) => toTell.map(({ change }) => change));
  const now = new Date(deps.now()).toISOString();
  return hint(deps, site, () => broadcastThatSomeChanged(deps, site, changes, now));
};

/** A hint that does not get through is not worth a repetition: the next snapshot tells. */
const hint = async ({ log }: OperationDeps, site: string, give: () => Promise<void>) => {
  try {
    await give();
  } catch (error) {
    log("outlet-failed", { site, ...describeError(error) });
  }
};

/** Only what a laboratory has confirmed sounds on a tablet that is asleep. */
const wake = async (
  { push }: OperationDeps,
  site: string,
  changes: readonly AlertChange[],
  reach: LabReach,
): Promise<void> => {
  const counts = new Map<string, number>();
  for (const change of changes) {
    if (!opensHere(change) || !isConfirmed(change.dueAt, reach.reachesTo)) continue;
    const ward = wardKey(change.ward);
    counts.set(ward, (counts.get(ward) ?? 0) + 1);
  }
  await mapConcurrently([...counts], WARDS_AT_A_TIME, ([ward, count]) =>
    push.send(site, ward, count),
  );
};

/** Takes what was told out of a stay's outbox, whoever wrote the stay meanwhile. */
const takeOut = async (
  { store }: Pick<OperationDeps, "store">,
  site: string,
  { stay, toTell }: SettledAdmission,
  left: ReadonlyMap<WaitingChange, WaitingChange>,
): Promise<void> => {
  const told = new Map(toTell.map((one) => [nameOf(one), left.get(one)]));
  let known: StoredAdmission | undefined = stay;
  for (let attempt = 0; attempt < ATTEMPTS && known; attempt++) {
    const outbox = known.outbox.flatMap((one) => {
      const name = nameOf(one);
      return told.has(name) ? (told.get(name) ?? []) : one;
    });
    const next = { ...known, outbox, nextAt: nextOf(known.watch, outbox) };
    if ((await store.clinical.admissions.save(site, next)) !== "conflict") return;
    known = await store.clinical.admissions.get(site, stay.admission, { consistent: true });
  }
  // Left in the outbox: the monitor goes on with it.
};

const nameOf = ({ change }: WaitingChange): string =>
  [change.at, change.what, change.episode, change.entryId, change.detail].join(" ");
