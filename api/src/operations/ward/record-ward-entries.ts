import { type CorrectedTime, correctTime } from "@throughline/shared/clock-correction.ts";
import type { WardEntryCode } from "@throughline/shared/errors.ts";
import {
  MAX_REVIEW_DAYS,
  type StoredAction,
  type WardAction,
  type WardEntry,
  type WardPushRequest,
  type WardPushResponse,
} from "@throughline/shared/ward-entry.ts";
import { mapConcurrently } from "../../concurrency.ts";
import type { OperationDeps } from "../../deps.ts";
import type { StayId } from "../../store/clinical/due-things.ts";
import { requireSettings } from "../site-settings.ts";
import { deliverOutbox } from "./deliver-outbox.ts";
import { recordViews, type TimedView } from "./record-views.ts";
import { settleAdmission } from "./settle-admission.ts";

const DAY_MS = 86_400_000;
const WRITES_AT_A_TIME = 8;

type Result = WardPushResponse["results"][number];

/**
 * Records one push of a ward's tablet: every entry is stored, already there, or rejected alone. A
 * stay is settled also for what was there already: the first attempt may have ended before that.
 * Throws `UNKNOWN_SITE`, and `UNAVAILABLE` when the store is: then the same push may be sent again.
 */
export const recordWardEntries = async (
  deps: OperationDeps,
  {
    site,
    request,
    receivedMs,
    by,
  }: { site: string; request: WardPushRequest; receivedMs: number; by: string },
): Promise<WardPushResponse> => {
  await requireSettings(deps.store, site);
  const views: TimedView[] = [];
  const actions: StoredAction[] = [];
  const results = new Map<WardEntry, Result>();
  const known = await findStays(deps, site, request.entries);
  for (const entry of request.entries) {
    const time = timeOf(entry, request, receivedMs);
    const about = {
      id: entry.id,
      at: new Date(time.atMs).toISOString(),
      uncertaintyMs: time.uncertaintyMs,
      receivedAt: new Date(receivedMs).toISOString(),
      tablet: request.tablet,
    };
    if (entry.type === "view") {
      const { type, body } = entry;
      views.push({ view: { ...about, type, body }, timeUnknown: time.timeUnknown });
      continue;
    }
    const code = refusalOf(entry, known);
    if (code) results.set(entry, { id: entry.id, status: "rejected", code });
    else actions.push({ ...about, type: entry.type, body: entry.body } as StoredAction);
  }

  const outcomes = new Map<string, Result["status"]>();
  const putActions = await mapConcurrently(actions, WRITES_AT_A_TIME, (action) =>
    deps.store.clinical.wardEntries.putAction(site, action),
  );
  actions.forEach(({ id }, index) => {
    outcomes.set(id, first(outcomes.get(id), putActions[index]));
  });
  const putViews = await recordViews(deps, site, views, by);
  views.forEach(({ view }, index) => {
    outcomes.set(view.id, first(outcomes.get(view.id), putViews[index]));
  });
  await settleStays(deps, site, actions);

  return {
    receivedAt: new Date(receivedMs).toISOString(),
    results: request.entries.map(
      (entry) =>
        results.get(entry) ?? { id: entry.id, status: outcomes.get(entry.id) ?? "duplicate" },
    ),
  };
};

/** Of one entry twice in a push: it was stored if either was. */
const first = (one: Result["status"] | undefined, other: Result["status"] | undefined) =>
  one === "stored" ? one : (other ?? "duplicate");

const keyOf = ({ patientId, admissionId }: StayId) => JSON.stringify([patientId, admissionId]);

/** The stays that entries are about, of those that a file has named. */
const findStays = async (
  { store }: Pick<OperationDeps, "store">,
  site: string,
  entries: readonly WardEntry[],
): Promise<Set<string>> => {
  const wanted = new Map<string, StayId>();
  for (const { type, body } of entries) if (type !== "view") wanted.set(keyOf(body), body);
  const options = { consistent: true };
  const found = await store.clinical.admissions.getMany(site, [...wanted.values()], options);
  return new Set(found.map(({ admission }) => keyOf(admission)));
};

const refusalOf = (entry: WardAction, known: ReadonlySet<string>): WardEntryCode | undefined => {
  if (!known.has(keyOf(entry.body))) return "UNKNOWN_ADMISSION";
  if (entry.type !== "no-tests") return undefined;
  // By the tablet's own clock, so that it comes to the same answer offline; a whole day is chosen.
  const aheadMs = Date.parse(entry.body.reviewAt) - Date.parse(entry.deviceAt);
  return aheadMs > (MAX_REVIEW_DAYS + 1) * DAY_MS ? "TOO_LONG" : undefined;
};

const timeOf = (
  entry: WardEntry,
  { sentAt, monotonicMs, bootId }: WardPushRequest,
  receivedMs: number,
): CorrectedTime =>
  correctTime(
    {
      wallMs: Date.parse(entry.deviceAt),
      monotonicMs: entry.monotonicMs,
      bootId: entry.bootId,
    },
    { wallMs: Date.parse(sentAt), monotonicMs, bootId },
    receivedMs,
  );

const settleStays = async (
  deps: OperationDeps,
  site: string,
  actions: readonly StoredAction[],
): Promise<void> => {
  if (actions.length === 0) return;
  const stays = new Map(actions.map(({ body }) => [keyOf(body), body]));
  const settings = await deps.store.clinical.wardSettings.readFresh(site);
  const settled = await mapConcurrently([...stays.values()], WRITES_AT_A_TIME, (stay) =>
    settleAdmission(deps, site, stay, { settings, mayOpen: false, because: "facts" }),
  );
  const known = settled.filter((one) => one !== undefined);
  await deliverOutbox(deps, site, known, settings);
};
