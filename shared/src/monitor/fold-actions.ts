import type { AlertAction } from "../alert.ts";
import { type WardPolicy, wardKey } from "../ward.ts";
import { MAX_REVIEW_DAYS, type StoredAction, type WardAction } from "../ward-entry.ts";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

export interface FoldedActions {
  /** What decides now; null while the alert is open. */
  action: AlertAction | null;
  first: AlertAction | null;
  /** All that stand, in order. */
  actions: AlertAction[];
  /** When the last one ran out, if none holds. */
  expiredAt: string | null;
  /** Asked for by hand, in order. */
  escalations: StoredAction[];
  /** Who took what back: by the id of the entry that no longer stands. */
  withdrawals: ReadonlyMap<string, StoredAction>;
}

/** On which episode and ward, and since when on that ward. */
export interface Scene {
  episode: string;
  ward: string;
  movedAt: string | null;
}

/**
 * What the entries about one stay come to at an instant: the latest that is not withdrawn decides
 * until it runs out; a withdrawn one might as well never have been made. The same set gives the same
 * result in whatever order it arrived; two at one instant stand in the order of their ids.
 */
export const foldActions = (
  entries: readonly StoredAction[],
  scene: Scene,
  policy: Pick<WardPolicy, "acknowledgedHours">,
  nowMs: number,
): FoldedActions => {
  const here = entries.filter((entry) => concerns(entry, scene)).sort(inOrder);
  const withdrawals = new Map<string, StoredAction>();
  for (const entry of here) {
    const { body } = entry;
    if ("entryId" in body && !withdrawals.has(body.entryId)) withdrawals.set(body.entryId, entry);
  }
  const standing = here.filter(({ id }) => !withdrawals.has(id));

  const actions: AlertAction[] = [];
  let first: AlertAction | null = null;
  let latest: AlertAction | null = null;
  for (const entry of standing) {
    const action = asAction(entry, policy);
    if (!action) continue;
    actions.push(action);
    if (!latest || action.at >= latest.until) first = action;
    latest = action;
  }
  const holds = latest !== null && nowMs < Date.parse(latest.until);
  return {
    action: holds ? latest : null,
    first: holds ? first : null,
    actions,
    expiredAt: latest && !holds ? latest.until : null,
    escalations: standing.filter(({ type }) => type === "escalate"),
    withdrawals,
  };
};

/**
 * An entry that names the ward to which the patient came was made after the transfer, whatever its
 * clock says within its error: only what is surely older was made during an earlier time there.
 */
const concerns = ({ body, at, uncertaintyMs }: StoredAction, scene: Scene) =>
  body.episode === scene.episode &&
  wardKey(body.ward) === wardKey(scene.ward) &&
  (scene.movedAt === null || Date.parse(at) + uncertaintyMs >= Date.parse(scene.movedAt));

const inOrder = (one: StoredAction, other: StoredAction) =>
  one.at < other.at || (one.at === other.at && one.id < other.id) ? -1 : 1;

const asAction = (
  { id, type, body, at, tablet }: StoredAction,
  { acknowledgedHours }: Pick<WardPolicy, "acknowledgedHours">,
): AlertAction | null => {
  const common = { entryId: id, at, by: body.by, tablet };
  const after = (ms: number) => new Date(Date.parse(at) + ms).toISOString();
  if (type === "acknowledge" && "what" in body) {
    return { ...common, type, what: body.what, until: after(acknowledgedHours * HOUR_MS) };
  }
  if (type === "snooze" && "minutes" in body) {
    return { ...common, type, reason: body.reason, until: after(body.minutes * MINUTE_MS) };
  }
  if (type === "no-tests" && "reviewAt" in body) {
    return { ...common, type, reason: body.reason, until: reviewOf(body, after) };
  }
  return null;
};

/** However far ahead the review was set: the longest that is allowed, to the end of that day. */
const reviewOf = (
  { reviewAt }: Extract<WardAction, { type: "no-tests" }>["body"],
  after: (ms: number) => string,
): string => {
  const latest = after((MAX_REVIEW_DAYS + 1) * DAY_MS);
  return reviewAt < latest ? reviewAt : latest;
};
