import { isActiveAt } from "@throughline/shared/admission.ts";
import { gapHours } from "@throughline/shared/monitor/test-gap.ts";
import { compareBeds, wardKey } from "@throughline/shared/ward.ts";
import type { Patients, patientsQuerySchema } from "@throughline/shared/ward-api.ts";
import type * as z from "zod/mini";
import type { OperationDeps } from "../../deps.ts";
import type { StoredAdmission } from "../../store/clinical/admissions.ts";
import { requireSettings } from "../site-settings.ts";
import { compareText, compareWards, listKnownWards } from "./known-wards.ts";
import { readPatients, unknownPatient } from "./read-patients.ts";
import { openCursor, sealCursor } from "./sealed-cursor.ts";

const HOUR_MS = 3_600_000;
const LIST = "patients";
const A_PAGE = 50;
/** So many stays that are over one request looks at, for those of one ward or status. */
const MAX_LOOKED_AT = 1_000;
const MOST_AT_A_TIME = 200;

type Query = z.infer<typeof patientsQuerySchema>;

/** Behind which stay the next page begins, and the instant at which all pages judge gaps. */
type Place = { asOf: string } & (
  | { part: "active"; after: [ward: string, bed: string, admissionId: string, patientId: string] }
  | { part: "over"; after: string | null }
);

/**
 * Stays in a fixed order: the active ones by ward and bed, then those that are over, the first to
 * end first. Without a filter all of them; a gap has an active one alone. A page may be short, or
 * even empty, before the last one: the cursor alone says whether there is more. Throws `UNKNOWN_SITE`,
 * and `BAD_REQUEST` for a cursor of elsewhere.
 */
export const listPatients = async (
  deps: Pick<OperationDeps, "store" | "now" | "hashCase" | "randomId">,
  site: string,
  query: Query,
): Promise<Patients> => {
  await requireSettings(deps.store, site);
  const limit = query.limit ?? A_PAGE;
  const wantsActive = query.status === undefined || query.status === "active";
  const wantsOver = query.status !== "active" && query.last_test_hours === undefined;
  const start: Place =
    query.cursor === undefined
      ? { asOf: new Date(deps.now()).toISOString(), part: "active", after: ["", "", "", ""] }
      : openCursor<Place>(deps, { site, list: LIST }, query.cursor);
  const { asOf } = start;

  const stays: StoredAdmission[] = [];
  let place: Place | null = start;
  if (place.part === "active") {
    const isFirst = query.cursor === undefined;
    const found: StoredAdmission[] = wantsActive
      ? await findActive(deps, site, query, { asOf, behind: isFirst ? null : place.after, limit })
      : [];
    stays.push(...found.slice(0, limit));
    const last = stays.at(-1);
    if (found.length > limit && last) place = { asOf, part: "active", after: placeOf(last) };
    else place = wantsOver ? { asOf, part: "over", after: null } : null;
  }
  if (place?.part === "over" && stays.length < limit) {
    place = await findOver(deps, site, query, { place, stays, limit });
  }

  const patients = await readPatients(deps.store, site, stays);
  const asOfMs = Date.parse(asOf);
  return {
    asOf,
    patients: stays.map(({ admission, watch }) => ({
      patient: patients.get(admission.patientId) ?? unknownPatient(admission.patientId),
      admission,
      sinceAt: watch?.sinceAt ?? null,
      dueAt: watch?.dueAt ?? null,
      gapHours: watch && gapHours(watch.sinceAt, asOfMs),
      lastTest: watch?.lastTest ?? null,
      state: watch?.alert?.state ?? null,
    })),
    cursor: place && sealCursor(deps, { site, list: LIST }, place),
  };
};

const placeOf = ({ admission }: StoredAdmission): [string, string, string, string] => [
  admission.ward,
  admission.bed,
  admission.admissionId,
  admission.patientId,
];

const comparePlaces = (one: readonly string[], other: readonly string[]): number =>
  compareWards(one[0] ?? "", other[0] ?? "") ||
  compareBeds(one[1] ?? "", other[1] ?? "") ||
  compareText(one[1] ?? "", other[1] ?? "") ||
  compareText(one[2] ?? "", other[2] ?? "") ||
  compareText(one[3] ?? "", other[3] ?? "");

/** One more than `limit`, where there are so many. */
const findActive = async (
  deps: Pick<OperationDeps, "store">,
  site: string,
  { ward: wanted, last_test_hours: hours }: Query,
  { asOf, behind, limit }: { asOf: string; behind: string[] | null; limit: number },
): Promise<StoredAdmission[]> => {
  const asOfMs = Date.parse(asOf);
  const fits = ({ admission, watch }: StoredAdmission) =>
    watch !== null &&
    isActiveAt(admission, asOfMs) &&
    (hours === undefined || asOfMs - Date.parse(watch.sinceAt) >= hours * HOUR_MS);
  const found: StoredAdmission[] = [];
  for (const ward of await listKnownWards(deps, site)) {
    if (wanted !== undefined && wardKey(ward) !== wanted) continue;
    if (behind && compareWards(ward, behind[0] ?? "") < 0) continue;
    const stays = await deps.store.clinical.admissions.listWard(site, ward);
    found.push(
      ...stays
        .filter((stay) => fits(stay) && (!behind || comparePlaces(placeOf(stay), behind) > 0))
        .sort((one, other) => comparePlaces(placeOf(one), placeOf(other))),
    );
    if (found.length > limit) break;
  }
  return found;
};

/** Adds to `stays` those that are over, and gives the place of the next page. */
const findOver = async (
  { store }: Pick<OperationDeps, "store">,
  site: string,
  { ward, status }: Query,
  {
    place,
    stays,
    limit,
  }: { place: Place & { part: "over" }; stays: StoredAdmission[]; limit: number },
): Promise<Place | null> => {
  const { admissions } = store.clinical;
  const fits = ({ admission }: StoredAdmission) =>
    (ward === undefined || wardKey(admission.ward) === ward) &&
    (status === undefined || (admission.status === "cancelled") === (status === "cancelled"));
  let after = place.after ?? undefined;
  let look = 0;
  for (let lookedAt = 0; lookedAt < MAX_LOOKED_AT && stays.length < limit; ) {
    const missing = limit - stays.length;
    // The fewer fit, the more are looked at at a time.
    look = Math.max(missing, Math.min(2 * look, MOST_AT_A_TIME));
    let page = await admissions.listOver(site, { limit: look, after });
    const last = page.stays.filter(fits)[missing - 1];
    // Read again up to the last that this answer holds: the next one goes on right behind it.
    if (last && last !== page.stays.at(-1)) {
      page = await admissions.listOver(site, { limit: page.stays.indexOf(last) + 1, after });
    }
    stays.push(...page.stays.filter(fits));
    lookedAt += page.stays.length;
    if (page.next === undefined) return null;
    after = page.next;
  }
  return { ...place, after: after ?? null };
};
