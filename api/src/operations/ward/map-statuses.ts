import { mapTestStatus } from "@throughline/shared/csv/check-lis-row.ts";
import { mapAdmissionStatus } from "@throughline/shared/csv/check-pms-row.ts";
import type { FeedProfile } from "@throughline/shared/feed-profile.ts";
import type { StoredWardSettings } from "@throughline/shared/ward.ts";
import { mapConcurrently } from "../../concurrency.ts";
import type { OperationDeps } from "../../deps.ts";
import type { StoredAdmission } from "../../store/clinical/admissions.ts";
import type { StatusMapping, StoredFeed } from "../../store/clinical/feeds.ts";
import { profileOf } from "../ingest/profile-of.ts";
import { deliverOutbox } from "./deliver-outbox.ts";
import { type Facts, type SettledAdmission, settleAdmission } from "./settle-admission.ts";
import { readTests, settlePatient } from "./settle-patient.ts";

const A_PART = 200;
const PATIENTS_AT_A_TIME = 8;
/** Active stays come twice: one that moves in the index meanwhile may be missed once. */
const PARTS = ["active", "over", "active"] as const;

/** Whether two profiles read some status otherwise. */
export const mapsOtherwise = (one: FeedProfile, other: FeedProfile): boolean =>
  wordsOf(one) !== wordsOf(other);

const wordsOf = ({ admissionStatus, testStatus }: FeedProfile) =>
  JSON.stringify([admissionStatus, testStatus].map((words) => Object.entries(words).sort()));

/**
 * Reads the statuses of all that a feed's files have told by its profile's words as they are now,
 * where that was ordered, and settles what follows. Goes on until it is done or `untilMs` has come;
 * the monitor's next tick does the rest. May be repeated, and done by two at once.
 */
export const mapStatuses = async (
  deps: OperationDeps,
  site: string,
  name: string,
  { untilMs }: { untilMs: number },
): Promise<void> => {
  const { feeds, wardSettings } = deps.store.clinical;
  let feed = await feeds.get(site, name, { consistent: true });
  while (feed?.mapping && deps.now() < untilMs) {
    const { mapping } = feed;
    const settings = await wardSettings.readFresh(site);
    const { patients, next } = await readPart(deps, site, mapping.after);
    const mapOne = createPatientMapping(deps, site, feed, settings);
    const settled = await mapConcurrently(patients, PATIENTS_AT_A_TIME, mapOne);
    await deliverOutbox(deps, site, settled.flat(), settings);
    feed = await noteProgress(deps, site, name, mapping, next);
  }
};

/** Orders it where a file was read by other words than those that are set by now. */
export const mapIfSetAnew = async (
  { store, now }: Pick<OperationDeps, "store" | "now">,
  site: string,
  name: string,
  readBy: FeedProfile,
): Promise<void> => {
  const { feeds } = store.clinical;
  for (;;) {
    const feed = await feeds.get(site, name, { consistent: true });
    if (!feed || !mapsOtherwise(profileOf(feed), readBy)) return;
    const mapping = { since: new Date(now()).toISOString() };
    if ((await feeds.save(site, { ...feed, mapping })) !== "conflict") return;
  }
};

const readPart = async (
  { store }: Pick<OperationDeps, "store">,
  site: string,
  cursor = "0 ",
): Promise<{ patients: string[]; next: string | undefined }> => {
  const { admissions } = store.clinical;
  const part = Number(cursor[0]);
  const after = cursor.slice(2);
  const options = { limit: A_PART, ...(after && { after }) };
  const [ids, next] =
    PARTS[part] === "over"
      ? await admissions
          .listOver(site, options)
          .then((found) => [found.stays.map(({ admission }) => admission), found.next] as const)
      : await admissions
          .listActive(site, options)
          .then((found) => [found.stays, found.next] as const);
  const isLast = part + 1 >= PARTS.length;
  return {
    patients: [...new Set(ids.map(({ patientId }) => patientId))],
    next: next !== undefined ? `${part} ${next}` : isLast ? undefined : `${part + 1} `,
  };
};

const noteProgress = async (
  { store, now }: Pick<OperationDeps, "store" | "now">,
  site: string,
  name: string,
  { since }: StatusMapping,
  after: string | undefined,
): Promise<StoredFeed | undefined> => {
  const { feeds } = store.clinical;
  for (;;) {
    const feed = await feeds.get(site, name, { consistent: true });
    // Ordered anew, it begins anew.
    if (feed?.mapping?.since !== since) return feed;
    const { mapping: _done, ...rest } = feed;
    const next: StoredFeed =
      after === undefined
        ? { ...rest, nextAt: new Date(now()).toISOString() }
        : { ...rest, mapping: { since, after } };
    const saved = await feeds.save(site, next);
    if (saved !== "conflict") return saved;
  }
};

/** Makes the function that maps what the feed has told of one patient. */
const createPatientMapping = (
  deps: OperationDeps,
  site: string,
  feed: StoredFeed,
  settings: StoredWardSettings,
) => {
  const { admissions, labTests } = deps.store.clinical;
  const { name, kind } = feed.feed;
  const profile = profileOf(feed);
  const admissionStatusOf = mapAdmissionStatus(profile);
  const testStatusOf = mapTestStatus(profile);

  const mapTests = async (patientId: string): Promise<boolean> => {
    let isChanged = false;
    for (const known of await labTests.listOfPatient(site, patientId, { consistent: true })) {
      if (known.feed !== name || known.statusText === undefined) continue;
      const status = testStatusOf(known.statusText);
      if (status === known.test.status) continue;
      // A row that came meanwhile was read by the words as they are now.
      await labTests.replace(site, known, { ...known, test: { ...known.test, status } });
      isChanged = true;
    }
    return isChanged;
  };
  const mapStay = (known: StoredAdmission | undefined): Facts | undefined => {
    if (known?.feed !== name) return undefined;
    const found = admissionStatusOf(known.admission.statusText);
    const meaning = { status: found ?? "active", statusKnown: found !== undefined } as const;
    const { status, statusKnown } = known.admission;
    if (status === meaning.status && statusKnown === meaning.statusKnown) return undefined;
    return { ...known, admission: { ...known.admission, ...meaning } };
  };

  return async (patientId: string): Promise<SettledAdmission[]> => {
    const stays = await admissions.listOfPatient(site, patientId, { consistent: true });
    const isChanged =
      kind === "lis"
        ? await mapTests(patientId)
        : stays.some((stay) => mapStay(stay) !== undefined);
    const settled: SettledAdmission[] = [];
    // Which stay a test belongs to may follow from another one: all facts first.
    if (kind === "pms" && isChanged) {
      const testsOf = await readTests(
        deps,
        site,
        patientId,
        stays.map((stay) => mapStay(stay)?.admission ?? stay.admission),
      );
      for (const known of stays.filter((stay) => mapStay(stay) !== undefined)) {
        const result = await settleAdmission(deps, site, known.admission, {
          settings,
          mayOpen: false,
          because: "settings",
          recount: true,
          change: mapStay,
          read: { known, tests: testsOf(known.admission) },
        });
        if (result) settled.push(result);
      }
    }
    // Also where nothing is left to map: whoever did may have broken off before what follows.
    settled.push(
      ...(await settlePatient(deps, site, patientId, {
        settings: async () => settings,
        because: "settings",
        touch: isChanged,
      })),
    );
    return settled.filter(({ toTell }) => toTell.length > 0);
  };
};
