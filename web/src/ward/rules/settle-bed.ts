import { type Admission, endOfStay } from "@throughline/shared/admission.ts";
import type { AlertAction } from "@throughline/shared/alert.ts";
import { settle } from "@throughline/shared/monitor/settle.ts";
import { defaultWardSettings } from "@throughline/shared/ward.ts";
import type { WardBed, WardSnapshot } from "@throughline/shared/ward-api.ts";
import type { StoredAction } from "@throughline/shared/ward-entry.ts";

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** So long before it is due a bed is told to be due soon. */
export const SOON_HOURS = 6;

/** What was recorded on this tablet and may not be in the snapshot yet. */
export interface OwnAction extends StoredAction {
  /** The server has confirmed it. */
  received: boolean;
}

export type Standing =
  | "open"
  | "escalated"
  | "acknowledged"
  | "snoozed"
  | "no-tests"
  | "soon"
  | "fine";

/** One bed as it stands now on this tablet. */
export interface Row {
  key: string;
  bed: WardBed;
  standing: Standing;
  /** As the same rule as the server's makes it from the snapshot and from what was recorded here. */
  alert: Omit<NonNullable<WardBed["alert"]>, "openedAt"> | null;
  /** This tablet opened the alert itself: no snapshot has it yet. */
  provisional: boolean;
  /** What was recorded here about the stay and is not confirmed. */
  waiting: ReadonlySet<string>;
  /** What was confirmed and is not in the snapshot yet. */
  received: ReadonlySet<string>;
  /** The planned discharge has passed since the snapshot: the bed is shown until the server says. */
  leftAt: string | null;
}

/** The bed's row at an instant of the server's clock. */
export const settleBed = (
  bed: WardBed,
  snapshot: Pick<WardSnapshot, "policy" | "labsReachTo" | "asOf">,
  own: readonly OwnAction[],
  nowMs: number,
): Row => {
  const { admission, lastTest, unmapped, alert: known } = bed;
  const key = keyOf(admission);
  const ofStay = own.filter(({ body }) => keyOf(body) === key);
  const told = known ? known.actions.map((action) => asStored(action, bed)) : [];
  const news = ofStay.filter((action) => isNews(action, bed, snapshot.asOf));
  const endMs = endOfStay(admission);
  const { watch } = settle({
    admission,
    lastTest,
    unmapped,
    previous: { alert: known },
    entries: [...told, ...news.filter(({ id }) => !told.some((entry) => entry.id === id))],
    viewedAt: null,
    // Only the server sends an escalation, so only it says that there was one.
    settings: {
      ...defaultWardSettings,
      policy: { ...snapshot.policy, escalateAfterMinutes: null, unviewedMinutes: null },
    },
    // What the server has opened is open, also for a tablet whose clock is a little behind.
    nowMs: Math.min(Math.max(nowMs, known ? Date.parse(known.dueAt) : 0), endMs - 1),
    mayOpen: true,
    because: "facts",
  });
  const alert = watch?.alert ?? known;
  const dueAt = watch?.dueAt ?? bed.dueAt;
  const provisional = alert !== null && alert.episode !== known?.episode;
  return {
    key,
    bed,
    alert: alert && {
      ...alert,
      confirmed:
        !provisional && known
          ? known.confirmed
          : snapshot.labsReachTo !== null && snapshot.labsReachTo >= dueAt,
    },
    standing: alert?.state ?? (Date.parse(dueAt) - nowMs <= SOON_HOURS * HOUR_MS ? "soon" : "fine"),
    provisional,
    waiting: new Set(ofStay.filter(({ received }) => !received).map(({ id }) => id)),
    received: new Set(news.filter(({ received }) => received).map(({ id }) => id)),
    leftAt: nowMs >= endMs ? new Date(endMs).toISOString() : null,
  };
};

/** Hospitals may number the stays of each patient from 1. */
const keyOf = ({ patientId, admissionId }: Pick<Admission, "patientId" | "admissionId">): string =>
  JSON.stringify([patientId, admissionId]);

/**
 * Whether the snapshot cannot know of an action: it waits here, or was confirmed later than that, or
 * stands on an alert that the server has not opened yet.
 */
const isNews = (action: OwnAction, { alert }: WardBed, asOf: string): boolean =>
  !action.received || action.receivedAt >= asOf || alert?.episode !== action.body.episode;

/** An action of the snapshot as the entry that it was, so that both kinds fold together. */
const asStored = (action: AlertAction, { admission, alert }: WardBed): StoredAction => {
  const { entryId, type, at, by, tablet, what = "seen", reason = "–", until } = action;
  const target = {
    ward: alert?.ward ?? admission.ward,
    patientId: admission.patientId,
    admissionId: admission.admissionId,
    episode: alert?.episode ?? "",
    by,
  };
  const minutes = Math.round((Date.parse(until) - Date.parse(at)) / MINUTE_MS);
  // The server has judged that it was made after a transfer, by how far its time may be off.
  const uncertaintyMs = Number.MAX_SAFE_INTEGER;
  const stored = { id: entryId, at, uncertaintyMs, receivedAt: at, tablet };
  if (type === "acknowledge") return { ...stored, type, body: { ...target, what } };
  if (type === "snooze") return { ...stored, type, body: { ...target, reason, minutes } };
  return { ...stored, type, body: { ...target, reason, reviewAt: until } };
};
