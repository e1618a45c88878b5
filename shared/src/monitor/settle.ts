import { type Admission, endOfStay, isActiveAt } from "../admission.ts";
import { type Alert, type AlertChange, type Escalation, episodeOf } from "../alert.ts";
import { policyOf, type WardPolicy, type WardSettings } from "../ward.ts";
import type { StoredAction } from "../ward-entry.ts";
import { type FoldedActions, foldActions } from "./fold-actions.ts";
import { type Gap, gapOf, type LastTest } from "./test-gap.ts";

const MINUTE_MS = 60_000;

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

/** Whether `settle` will look at entries and views. */
export const isOverdue = ({
  admission,
  lastTest,
  settings,
  nowMs,
}: Pick<Situation, "admission" | "lastTest" | "settings" | "nowMs">): boolean => {
  const { thresholdHours } = policyOf(settings, admission.ward);
  return (
    isActiveAt(admission, nowMs) &&
    nowMs >= Date.parse(gapOf(admission, lastTest, thresholdHours).dueAt)
  );
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
    return { watch: null, changes: before ? [close(situation, before, "end")] : [] };
  }
  const policy = policyOf(settings, admission.ward);
  const gap = gapOf(admission, lastTest, policy.thresholdHours);
  const watch = { ...gap, lastTest, unmapped };
  const endMs = endOfStay(admission);
  const episode = episodeOf(admission.admissionId, gap.sinceAt);
  const isDue = nowMs >= Date.parse(gap.dueAt);

  const changes: AlertChange[] = [];
  const goesOn = isDue && before?.episode === episode;
  if (before && !goesOn) changes.push(close(situation, before, isDue ? "episode" : "gap"));
  if (!goesOn && !(isDue && mayOpen)) {
    return { watch: { ...watch, alert: null, nextAt: earliest([gap.dueAt], endMs) }, changes };
  }

  const { alert, nextAt } = standing(
    situation,
    policy,
    gap,
    episode,
    goesOn ? before : null,
    changes,
  );
  return { watch: { ...watch, alert, nextAt: earliest(nextAt, endMs) }, changes };
};

/** An alert as it stands now, and when it will next stand otherwise by itself. */
const standing = (
  situation: Situation,
  policy: WardPolicy,
  gap: Gap,
  episode: string,
  before: Alert | null,
  changes: AlertChange[],
): { alert: Alert; nextAt: (string | null)[] } => {
  const { admission, entries, viewedAt, nowMs } = situation;
  const now = new Date(nowMs).toISOString();
  const { ward } = admission;
  const moved = before !== null && before.ward !== ward;
  const movedAt = moved ? now : (before?.movedAt ?? null);
  const openedAt = before?.openedAt ?? now;
  const base = { episode, openedAt, dueAt: gap.dueAt, ward, movedAt };
  const tell = (what: AlertChange["what"], rest: Partial<AlertChange> = {}) =>
    changes.push(changeOf(situation, base, what, rest));

  if (!before) tell("opened");
  if (moved) tell("moved", { detail: "transfer" });

  const folded = foldActions(entries, { episode, ward, movedAt }, policy, nowMs);
  tellActions(folded, moved ? null : before, tell);
  if (folded.action) {
    const { action, first, actions } = folded;
    const escalations = before?.escalations ?? [];
    const state = stateOf(action.type);
    return {
      alert: { ...base, state, openSinceAt: null, action, first, actions, escalations },
      nextAt: [action.until],
    };
  }

  const openSinceAt = latest([openedAt, movedAt, folded.expiredAt]);
  const open = before !== null && !moved && before.action !== null;
  if (open) {
    tell("reopened", {
      detail: folded.expiredAt === before.action?.until ? "expired" : "withdrawn",
    });
  }
  const { escalations, nextAt } = escalate(policy, openSinceAt, viewedAt, before, folded, now);
  for (const { why, entryId } of escalations.slice(before?.escalations.length ?? 0)) {
    tell("escalated", { detail: why, ...(entryId && { entryId }) });
  }
  const isEscalated = escalations.some((item) => item.openSinceAt === openSinceAt);
  const state = isEscalated ? "escalated" : "open";
  return {
    alert: {
      ...base,
      state,
      openSinceAt,
      action: null,
      first: null,
      actions: folded.actions,
      escalations,
    },
    nextAt,
  };
};

const stateOf = (type: "acknowledge" | "snooze" | "no-tests") =>
  type === "acknowledge" ? "acknowledged" : type === "snooze" ? "snoozed" : "no-tests";

type Tell = (what: AlertChange["what"], rest?: Partial<AlertChange>) => void;

/** Logs each action once: those that were not there before, and those that are gone. */
const tellActions = ({ actions }: FoldedActions, before: Alert | null, tell: Tell) => {
  const known = new Set(before?.actions.map(({ entryId }) => entryId));
  for (const { entryId, type, at, by, what } of actions) {
    if (known.has(entryId)) continue;
    tell(stateOf(type), { at, by, entryId, ...(what && { detail: what }) });
  }
  const now = new Set(actions.map(({ entryId }) => entryId));
  for (const { entryId, by } of before?.actions ?? []) {
    if (!now.has(entryId)) tell("withdrawn", { entryId, by });
  }
};

/** What has gone to the channels by now, and when the next thing would. */
const escalate = (
  policy: WardPolicy,
  openSinceAt: string,
  viewedAt: string | null,
  before: Alert | null,
  { escalations: byHand }: FoldedActions,
  now: string,
): { escalations: Escalation[]; nextAt: (string | null)[] } => {
  const escalations = [...(before?.escalations ?? [])];
  const nextAt: (string | null)[] = [];
  const dates: [Escalation["why"], string | null][] = [
    ["unacknowledged", plus(openSinceAt, policy.escalateAfterMinutes)],
    ["unviewed", plus(latest([openSinceAt, viewedAt]), policy.unviewedMinutes)],
  ];
  for (const [why, date] of dates) {
    const done = escalations.some((item) => item.why === why && item.openSinceAt === openSinceAt);
    if (done || date === null) continue;
    if (date <= now) escalations.push({ why, at: now, openSinceAt });
    else nextAt.push(date);
  }
  for (const { id } of byHand) {
    if (escalations.some(({ entryId }) => entryId === id)) continue;
    escalations.push({ why: "by-hand", at: now, openSinceAt, entryId: id });
  }
  return { escalations, nextAt };
};

const close = (situation: Situation, alert: Alert, why: "end" | "episode" | "gap"): AlertChange => {
  const { admission, lastTest, because } = situation;
  const detail = (): NonNullable<AlertChange["detail"]> => {
    if (why === "end") return admission.status === "cancelled" ? "cancelled" : "discharge";
    const episode = lastTest && episodeOf(admission.admissionId, lastTest.performedAt);
    // A test later than the one that the episode counts from has ended it.
    if (episode && lastTest && episode !== alert.episode && lastTest.performedAt > sinceOf(alert)) {
      return "test";
    }
    return because === "settings" ? "settings" : "correction";
  };
  return changeOf(situation, alert, "closed", { detail: detail() });
};

/** The instant that an episode's name ends with. */
const sinceOf = ({ episode }: Alert) => episode.slice(episode.lastIndexOf("@") + 1);

const changeOf = (
  { admission, nowMs }: Situation,
  { episode, openedAt, dueAt }: Pick<Alert, "episode" | "openedAt" | "dueAt">,
  what: AlertChange["what"],
  rest: Partial<AlertChange>,
): AlertChange => ({
  what,
  at: new Date(nowMs).toISOString(),
  patientId: admission.patientId,
  admissionId: admission.admissionId,
  ward: admission.ward,
  bed: admission.bed,
  episode,
  openedAt,
  dueAt,
  ...rest,
});

const plus = (at: string, minutes: number | null) =>
  minutes === null ? null : new Date(Date.parse(at) + minutes * MINUTE_MS).toISOString();

const latest = (instants: readonly (string | null)[]): string =>
  instants.reduce<string>((most, at) => (at !== null && at > most ? at : most), "");

const earliest = (instants: readonly (string | null)[], endMs: number): string | null => {
  const times = instants.filter((at) => at !== null).map((at) => Date.parse(at));
  const ms = Math.min(endMs, ...times);
  return Number.isFinite(ms) ? new Date(ms).toISOString() : null;
};
