import { createHash } from "node:crypto";
import { isActiveAt } from "@throughline/shared/admission.ts";
import { AppError } from "@throughline/shared/errors.ts";
import type { Watch } from "@throughline/shared/monitor/settle.ts";
import {
  compareBeds,
  policyOf,
  type StoredWardSettings,
  type WardSettings,
  wardKey,
} from "@throughline/shared/ward.ts";
import type { WardBed, WardSnapshot } from "@throughline/shared/ward-api.ts";
import { mapConcurrently } from "../../concurrency.ts";
import type { OperationDeps } from "../../deps.ts";
import { requireSettings } from "../site-settings.ts";
import { glanceAtFeeds, isConfirmed } from "./glance-at-feeds.ts";
import { compareText } from "./known-wards.ts";
import type { PreviousTests } from "./previous-tests.ts";
import { readPatients, unknownPatient } from "./read-patients.ts";

const READS_AT_A_TIME = 16;

type Deps = Pick<OperationDeps, "store" | "now"> & { previousTests: PreviousTests };

/**
 * A whole ward (empty for none) as its screens show it. Throws `UNKNOWN_SITE`, and `NOT_FOUND` for a
 * ward that no file has named: an empty screen would say that nobody there is overdue.
 */
export const readWard = async (deps: Deps, site: string, ward: string): Promise<WardSnapshot> => {
  const { clinical } = deps.store;
  const { name, timeZone } = await requireSettings(deps.store, site);
  const asOf = new Date(deps.now()).toISOString();
  const [known, settings, glance, monitorAt] = await Promise.all([
    clinical.knownWards.list(site),
    clinical.wardSettings.read(site),
    glanceAtFeeds(deps, site),
    clinical.monitorMarks.read(site),
  ]);
  if (ward !== "" && !known.includes(ward)) throw new AppError("NOT_FOUND");
  const content = {
    site,
    siteName: name,
    timeZone,
    ward: wardKey(ward),
    policy: policyOf(settings, ward),
    staff: staffOf(settings, ward),
    ...glance,
    beds: await readBeds(deps, site, ward, { settings, labsReachTo: glance.labsReachTo }),
  };
  const version = createHash("sha256").update(JSON.stringify(content)).digest("hex").slice(0, 32);
  return { ...content, version, asOf, monitorAt };
};

/** Who may acknowledge on a ward. A badge leaves the server as its hash alone. */
const staffOf = ({ staff }: WardSettings, ward: string): WardSnapshot["staff"] =>
  staff
    .filter(({ wards }) => wards.length === 0 || wards.map(wardKey).includes(wardKey(ward)))
    .map(({ id, name, badge }) => ({
      id,
      name,
      ...(badge !== undefined && {
        badgeHash: createHash("sha256").update(badge).digest("hex"),
      }),
    }));

const readBeds = async (
  { store, now, previousTests }: Deps,
  site: string,
  ward: string,
  { settings, labsReachTo }: { settings: StoredWardSettings; labsReachTo: string | null },
): Promise<WardBed[]> => {
  const { admissions } = store.clinical;
  const listed = await admissions.listWard(site, ward);
  const [patients, stays] = await Promise.all([
    readPatients(store, site, listed),
    // The list may be behind for a moment; this is what stands.
    admissions.getMany(
      site,
      listed.map(({ admission }) => admission),
      { consistent: true },
    ),
  ]);
  const nowMs = now();
  const beds = await mapConcurrently(stays, READS_AT_A_TIME, async (stay) => {
    const { watch, admission } = stay;
    const isHere = wardKey(admission.ward) === wardKey(ward) && isActiveAt(admission, nowMs);
    if (!watch || !isHere) return [];
    return [
      {
        patient: patients.get(admission.patientId) ?? unknownPatient(admission.patientId),
        admission,
        sinceAt: watch.sinceAt,
        since: watch.since,
        dueAt: watch.dueAt,
        lastTest: watch.lastTest,
        unmapped: watch.unmapped,
        previousStayTest: await previousTests.find(site, stay, settings),
        alert: shownAlert(watch, labsReachTo),
      } satisfies WardBed,
    ];
  });
  return beds
    .flat()
    .sort(
      ({ admission: one }, { admission: other }) =>
        compareBeds(one.bed, other.bed) ||
        compareText(one.admissionId, other.admissionId) ||
        compareText(one.patientId, other.patientId),
    );
};

export const shownAlert = ({ alert }: Pick<Watch, "alert">, labsReachTo: string | null) =>
  alert && { ...alert, confirmed: isConfirmed(alert.dueAt, labsReachTo) };
