import { type Admission, endOfStay, isActiveAt } from "../admission.ts";
import { type Alert, type AlertChange, episodeOf, sinceOfEpisode } from "../alert.ts";
import { policyOf, type WardSettings } from "../ward.ts";
import type { StoredAction } from "../ward-entry.ts";
import { changeOf, standAlert } from "./stand-alert.ts";
import { type Gap, gapOf, type LastTest } from "./test-gap.ts";

/** Everything on an admission that follows from other things. */
export interface Watch extends Gap {
  lastTest: LastTest | null;
  /** A test after it whose status nobody has mapped. */
  unmapped: LastTest | null;
  /** The episode that the monitor has opened; null where none is, or none yet. */
  alert: Alert | null;
  /** The next instant at which the monitor must act; null where only news can change anything. */
  nextAt: string | null;
}

export interface Settled {
  /** Null once the stay is over. */
  watch: Watch | null;
  /** What changed about the alert, in order. */
  changes: AlertChange[];
}

export interface Situation {
  admission: Admission;
  lastTest: LastTest | null;
  unmapped: LastTest | null;
  /** As it was stored; null for a stay that nobody watches yet. */
  previous: Pick<Watch, "alert"> | null;
  /** All actions recorded about this stay; needed only where the gap is due. */
  entries: readonly StoredAction[];
  /** When a screen last showed this episode's alert, if one did. */
  viewedAt: string | null;
  settings: WardSettings;
  nowMs: number;
  /** Only the monitor opens alerts, so that one that opens is told of within its tick. */
  mayOpen: boolean;
  /** What brought this about, for the log of a closing. */
  because: "facts" | "settings";
}

/**
 * Whether an alert stands on a stay or is due, so that `settle` looks at entries and views. One that
 * was opened in time stays open for a clock that is behind the one that opened it: two servers never
 * agree to the millisecond, and a clock may be set back.
 */
export const isOverdue = ({
  admission,
  lastTest,
  previous,
  settings,
  nowMs,
}: Pick<Situation, "admission" | "lastTest" | "settings" | "nowMs"> &
  Partial<Pick<Situation, "previous">>): boolean => {
  if (!isActiveAt(admission, nowMs)) return false;
  const { thresholdHours } = policyOf(settings, admission.ward);
  const { sinceAt, dueAt } = gapOf(admission, lastTest, thresholdHours);
  if (nowMs >= Date.parse(dueAt)) return true;
  const before = previous?.alert;
  return before?.episode === episodeOf(admission.admissionId, sinceAt) && dueAt <= before.openedAt;
};

/**
 * What follows from everything known about a stay, at an instant: its gap, its alert, when the
 * monitor must look again, and what changed. Every active stay that comes out is fine (due later:
 * `nextAt` is at or before `dueAt`), due (`nextAt` has come, so the next tick opens it), or alerted.
 */
export const settle = (situation: Situation): Settled => {
  const { admission, lastTest, unmapped, previous, settings, nowMs, mayOpen } = situation;
  const before = previous?.alert ?? null;
  if (!isActiveAt(admission, nowMs)) {
    return { watch: null, changes: before ? [close(situation, before, null)] : [] };
  }
  const policy = policyOf(settings, admission.ward);
  const gap = gapOf(admission, lastTest, policy.thresholdHours);
  const watch = { ...gap, lastTest, unmapped };
  const endMs = endOfStay(admission);
  const episode = episodeOf(admission.admissionId, gap.sinceAt);
  const isDue = isOverdue(situation);

  const changes: AlertChange[] = [];
  const goesOn = isDue && before?.episode === episode;
  if (before && !goesOn) changes.push(close(situation, before, gap));
  if (!goesOn && !(isDue && mayOpen)) {
    return { watch: { ...watch, alert: null, nextAt: earliest([gap.dueAt], endMs) }, changes };
  }

  const known = goesOn ? before : null;
  const stands = standAlert(situation, { policy, gap, episode, known });
  changes.push(...stands.changes);
  return {
    watch: { ...watch, alert: stands.alert, nextAt: earliest(stands.nextAt, endMs) },
    changes,
  };
};

/** `gap` is null where the stay is over. */
const close = (situation: Situation, alert: Alert, gap: Gap | null): AlertChange => {
  const { admission, lastTest, because } = situation;
  const isElsewhere = admission.ward !== alert.ward;
  const detail = (): NonNullable<AlertChange["detail"]> => {
    if (!gap) return admission.status === "cancelled" ? "cancelled" : "discharge";
    if (because === "settings") return "settings";
    const since = sinceOfEpisode(alert.episode);
    // A test later than the one that the episode counts from has ended it.
    if (lastTest && lastTest.performedAt > since) return "test";
    return isElsewhere && gap.sinceAt === since ? "transfer" : "correction";
  };
  return changeOf(situation, alert, "closed", {
    detail: detail(),
    ...(isElsewhere && { fromWard: alert.ward }),
  });
};

const earliest = (instants: readonly (string | null)[], endMs: number): string | null => {
  const times = instants.filter((at) => at !== null).map((at) => Date.parse(at));
  const ms = Math.min(endMs, ...times);
  return Number.isFinite(ms) ? new Date(ms).toISOString() : null;
};
