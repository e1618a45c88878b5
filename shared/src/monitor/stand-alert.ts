import type { Alert, AlertChange, Escalation } from "../alert.ts";
import type { WardPolicy } from "../ward.ts";
import { type FoldedActions, foldActions } from "./fold-actions.ts";
import type { Situation } from "./settle.ts";
import type { Gap } from "./test-gap.ts";

const MINUTE_MS = 60_000;

interface Standing {
  alert: Alert;
  /** When it will stand otherwise by itself. */
  nextAt: (string | null)[];
  changes: AlertChange[];
}

/** The alert of an episode that is due, as it stands now. `known` is what was stored of it. */
export const standAlert = (
  situation: Situation,
  {
    policy,
    gap,
    episode,
    known,
  }: { policy: WardPolicy; gap: Gap; episode: string; known: Alert | null },
): Standing => {
  const { admission, entries, viewedAt, nowMs } = situation;
  const now = new Date(nowMs).toISOString();
  const { ward } = admission;
  const moved = known !== null && known.ward !== ward;
  const movedAt = moved ? now : (known?.movedAt ?? null);
  const openedAt = known?.openedAt ?? now;
  const base = { episode, openedAt, dueAt: gap.dueAt, ward, movedAt };
  const changes: AlertChange[] = [];
  const tell: Tell = (what, rest = {}) => changes.push(changeOf(situation, base, what, rest));

  if (!known) tell("opened");
  if (moved) tell("moved", { detail: "transfer", fromWard: known.ward });

  const folded = foldActions(entries, { episode, ward, movedAt }, policy, nowMs);
  const { action, first, actions } = folded;
  tellActions(folded, moved ? null : known, tell);

  const openSinceAt = latest([openedAt, movedAt, folded.expiredAt]);
  // By what was recorded until then, not by what had arrived: the same in any order.
  const openSince = (at: string) => latest([openedAt, movedAt, expiredBefore(at, actions)]);
  const sent = escalateByHand(folded, known?.escalations ?? [], { openSince, now, tell });
  if (action) {
    const state = stateOf(action.type);
    return {
      alert: { ...base, state, openSinceAt: null, action, first, actions, escalations: sent },
      nextAt: [action.until],
      changes,
    };
  }

  if (known && !moved && (known.openSinceAt ?? "") < openSinceAt) {
    const taken = known.action && folded.withdrawals.has(known.action.entryId);
    tell("reopened", { detail: taken ? "withdrawn" : "expired" });
  }
  const { escalations, nextAt } = escalateByTime(policy, sent, {
    openSinceAt,
    viewedAt,
    now,
    tell,
  });
  const isEscalated = escalations.some((item) => item.openSinceAt >= openSinceAt);
  const state = isEscalated ? "escalated" : "open";
  return {
    alert: { ...base, state, openSinceAt, action: null, first: null, actions, escalations },
    nextAt,
    changes,
  };
};

/** A line about the alert of a stay, made now. */
export const changeOf = (
  { admission, nowMs }: Pick<Situation, "admission" | "nowMs">,
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

const stateOf = (type: "acknowledge" | "snooze" | "no-tests") =>
  type === "acknowledge" ? "acknowledged" : type === "snooze" ? "snoozed" : "no-tests";

type Tell = (what: AlertChange["what"], rest?: Partial<AlertChange>) => void;

/** Logs each action once: those that were not there before, and those that are gone. */
const tellActions = (
  { actions, withdrawals }: FoldedActions,
  before: Alert | null,
  tell: Tell,
): void => {
  const known = new Set(before?.actions.map(({ entryId }) => entryId));
  for (const { entryId, type, at, by, what } of actions) {
    if (known.has(entryId)) continue;
    tell(stateOf(type), { at, by, entryId, ...(what && { detail: what }) });
  }
  for (const { entryId } of before?.actions ?? []) {
    const withdrawal = withdrawals.get(entryId);
    if (withdrawal) tell("withdrawn", { at: withdrawal.at, by: withdrawal.body.by, entryId });
  }
};

interface Escalating {
  now: string;
  tell: Tell;
}

/**
 * What has gone to the channels, with what people asked for: that goes at once, also while somebody
 * has the alert in hand. What is taken back no longer marks the alert.
 */
const escalateByHand = (
  { escalations: byHand, withdrawals }: FoldedActions,
  before: readonly Escalation[],
  { openSince, now, tell }: Escalating & { openSince: (at: string) => string },
): Escalation[] => {
  const escalations: Escalation[] = [];
  for (const item of before) {
    const withdrawal = item.entryId && withdrawals.get(item.entryId);
    if (!withdrawal) {
      const entry = byHand.find(({ id }) => id === item.entryId);
      escalations.push(entry ? { ...item, openSinceAt: openSince(entry.at) } : item);
      continue;
    }
    const { at, body } = withdrawal;
    tell("withdrawn", { at, by: body.by, entryId: item.entryId, detail: item.why });
  }
  for (const { id, at, body } of byHand) {
    if (escalations.some(({ entryId }) => entryId === id)) continue;
    escalations.push({ why: "by-hand", at: now, openSinceAt: openSince(at), entryId: id });
    tell("escalated", { detail: "by-hand", by: body.by, entryId: id });
  }
  return escalations;
};

/** With what has gone to the channels by the time that passed, and when the next thing would. */
const escalateByTime = (
  policy: WardPolicy,
  before: readonly Escalation[],
  {
    openSinceAt,
    viewedAt,
    now,
    tell,
  }: Escalating & { openSinceAt: string; viewedAt: string | null },
): { escalations: Escalation[]; nextAt: (string | null)[] } => {
  const escalations = [...before];
  const nextAt: (string | null)[] = [];
  const dates: [Escalation["why"], string | null][] = [
    ["unacknowledged", plus(openSinceAt, policy.escalateAfterMinutes)],
    ["unviewed", plus(latest([openSinceAt, viewedAt]), policy.unviewedMinutes)],
  ];
  for (const [why, date] of dates) {
    // A withdrawal may set `openSinceAt` back: what has been sent since is not sent again.
    const done = before.some((item) => item.why === why && item.openSinceAt >= openSinceAt);
    if (done || date === null) continue;
    if (date > now) {
      nextAt.push(date);
      continue;
    }
    escalations.push({ why, at: now, openSinceAt });
    tell("escalated", { detail: why });
  }
  return { escalations, nextAt };
};

/** When what had been done before an instant ran out, if nothing held at it. */
const expiredBefore = (at: string, actions: FoldedActions["actions"]): string | null => {
  const last = actions.findLast((action) => action.at <= at);
  return last && last.until <= at ? last.until : null;
};

const plus = (at: string, minutes: number | null) =>
  minutes === null ? null : new Date(Date.parse(at) + minutes * MINUTE_MS).toISOString();

const latest = (instants: readonly (string | null)[]): string =>
  instants.reduce<string>((most, at) => (at !== null && at > most ? at : most), "");
