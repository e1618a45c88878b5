import { isDeepStrictEqual } from "node:util";
import { isActiveAt } from "@throughline/shared/admission.ts";
import { type AlertChange, episodeOf } from "@throughline/shared/alert.ts";
import { AppError } from "@throughline/shared/errors.ts";
import type { LabTest } from "@throughline/shared/lab-test.ts";
import { type TestsOfStay, testsOfStay } from "@throughline/shared/monitor/match-tests.ts";
import {
  isOverdue,
  type Situation,
  settle,
  type Watch,
} from "@throughline/shared/monitor/settle.ts";
import { gapOf } from "@throughline/shared/monitor/test-gap.ts";
import { policyOf, type StoredWardSettings } from "@throughline/shared/ward.ts";
import type { OperationDeps } from "../../deps.ts";
import type { StoredAdmission, WaitingChange } from "../../store/clinical/admissions.ts";
import type { StayId } from "../../store/clinical/due-things.ts";
import type { ViewedAlerts } from "../../store/clinical/viewed-alerts.ts";
import { whenViewed } from "./note-views.ts";

/** So long whoever changed an alert may take to tell of it before the monitor does. */
export const TELL_WITHIN_MS = 20_000;
const ATTEMPTS = 12;

export type Facts = Pick<StoredAdmission, "admission" | "stamp" | "floor" | "feed">;

export interface Settling extends Pick<Situation, "mayOpen" | "because"> {
  /** Read fresh, and less than half a minute ago: see `recomputeAlerts`. */
  settings: StoredWardSettings;
  /**
   * What the files say now; given what is stored, perhaps more than once. Undefined leaves it as it
   * is (and a stay that is not stored unwritten).
   */
  change?: (known: StoredAdmission | undefined) => Facts | undefined | Promise<Facts | undefined>;
  /** Which tests belong to the stay may have changed: they are counted anew. */
  recount?: boolean;
  /**
   * Writes it in any case: whoever settles it at this moment from facts that have changed since
   * then begins anew.
   */
  touch?: boolean;
  /**
   * Spares a first attempt its reading: the stay as it is stored, and which tests belong to it by
   * what was read after that.
   */
  read?: { known: StoredAdmission | undefined; tests: readonly LabTest[] };
  /** When the alerts of a ward were on a screen, where it has been read already. */
  viewed?: (ward: string) => Promise<ViewedAlerts>;
}

export interface SettledAdmission {
  stay: StoredAdmission;
  /** What the caller now gives to `deliverOutbox`. */
  toTell: WaitingChange[];
}

/**
 * Brings everything that is derived on a stay up to now, in one write on the condition that nobody
 * wrote it meanwhile, and in none where nothing changed. Undefined for a stay that does not exist.
 */
export const settleAdmission = async (
  deps: Pick<OperationDeps, "store" | "now">,
  site: string,
  id: StayId,
  options: Settling,
): Promise<SettledAdmission | undefined> => {
  const { admissions, wardSettings } = deps.store.clinical;
  let settling = options;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const read = attempt === 0 ? settling.read : undefined;
    const known = read ? read.known : await admissions.get(site, id, { consistent: true });
    // Settled by newer settings already: it must not fall back to older ones.
    if (known && known.settingsVersion > settling.settings.version) {
      settling = { ...settling, settings: await wardSettings.readFresh(site) };
    }
    const facts = (await settling.change?.(known)) ?? known;
    if (!facts) return undefined;
    const nowMs = deps.now();
    const { watch, changes } = await settleFacts(deps, site, facts, {
      known,
      settling,
      nowMs,
      tests: read?.tests,
    });
    const { outbox, toTell } = fillOutbox(known?.outbox ?? [], changes, nowMs);
    const next: StoredAdmission = {
      ...told(facts),
      watch,
      outbox,
      settingsVersion: settling.settings.version,
      nextAt: nextOf(watch, outbox),
      version: known?.version ?? 0,
    };
    if (known && !settling.touch && isDeepStrictEqual(next, known))
      return { stay: known, toTell: [] };
    const saved = await admissions.save(site, next);
    if (saved !== "conflict") return { stay: saved, toTell };
  }
  throw new AppError("UNAVAILABLE", { retryAfterSeconds: 2 });
};

const told = ({ admission, stamp, floor, feed }: Facts): Facts => ({
  admission,
  stamp,
  ...(floor !== undefined && { floor }),
  ...(feed !== undefined && { feed }),
});

/** When the monitor must look at a stay: as its watch says, or where something waits to be told. */
export const nextOf = (watch: Watch | null, outbox: readonly WaitingChange[]): string | null => {
  const instants = [...outbox.map(({ tryAt }) => tryAt), ...(watch?.nextAt ? [watch.nextAt] : [])];
  return instants.sort()[0] ?? null;
};

const settleFacts = async (
  deps: Pick<OperationDeps, "store">,
  site: string,
  facts: Facts,
  {
    known,
    settling,
    nowMs,
    tests,
  }: {
    known: StoredAdmission | undefined;
    settling: Settling;
    nowMs: number;
    tests: readonly LabTest[] | undefined;
  },
) => {
  const { admission } = facts;
  const { settings, mayOpen, because } = settling;
  const isActive = isActiveAt(admission, nowMs);
  // A stay that was over has no tests with it, and other settings may count other tests.
  const isNews = !known?.watch || known.settingsVersion !== settings.version;
  const recount = isActive && (settling.recount || isNews);
  const counted = recount
    ? tests
      ? lastOf(testsOfStay(admission, [admission], tests, settings.counting))
      : await countTests(deps, site, facts, settings)
    : { lastTest: known?.watch?.lastTest ?? null, unmapped: known?.watch?.unmapped ?? null };
  const previous = known?.watch ?? null;
  const situation = { admission, ...counted, previous, settings, nowMs };
  const heard = isOverdue(situation)
    ? await hear(deps, site, situation, settling)
    : { entries: [], viewedAt: null };
  return settle({ ...situation, ...heard, mayOpen, because });
};

const countTests = async (
  { store }: Pick<OperationDeps, "store">,
  site: string,
  { admission }: Facts,
  { counting }: StoredWardSettings,
): Promise<Pick<Watch, "lastTest" | "unmapped">> => {
  const { patientId, admissionId } = admission;
  const [stays, tests] = await Promise.all([
    store.clinical.admissions.listOfPatient(site, patientId, { consistent: true }),
    store.clinical.labTests.listOfPatient(site, patientId, { consistent: true }),
  ]);
  const others = stays
    .map((stay) => stay.admission)
    .filter((other) => other.admissionId !== admissionId);
  return lastOf(
    testsOfStay(
      admission,
      [...others, admission],
      tests.map(({ test }) => test),
      counting,
    ),
  );
};

const lastOf = ({
  last,
  unmapped,
}: TestsOfStay<LabTest>): Pick<Watch, "lastTest" | "unmapped"> => ({
  lastTest: last && asLastTest(last),
  unmapped: unmapped && asLastTest(unmapped),
});

const asLastTest = ({ testId, testType, performedAt, source }: NonNullable<Watch["lastTest"]>) => ({
  testId,
  testType,
  performedAt,
  source,
});

/** What the ward said and saw of the alert. */
const hear = async (
  { store }: Pick<OperationDeps, "store">,
  site: string,
  { admission, lastTest, settings }: Pick<Situation, "admission" | "lastTest" | "settings">,
  { viewed = (ward) => store.clinical.viewedAlerts.read(site, ward) }: Settling,
): Promise<Pick<Situation, "entries" | "viewedAt">> => {
  const { thresholdHours } = policyOf(settings, admission.ward);
  const { sinceAt } = gapOf(admission, lastTest, thresholdHours);
  const [entries, views] = await Promise.all([
    store.clinical.wardEntries.listActions(site, admission, { consistent: true }),
    viewed(admission.ward),
  ]);
  const episode = episodeOf(admission.admissionId, sinceAt);
  return { entries, viewedAt: whenViewed(views, admission.patientId, episode) };
};

/** With the new changes, and those that somebody else has failed to tell of, for the caller. */
const fillOutbox = (
  waiting: readonly WaitingChange[],
  changes: readonly AlertChange[],
  nowMs: number,
): { outbox: WaitingChange[]; toTell: WaitingChange[] } => {
  const now = new Date(nowMs).toISOString();
  const tryAt = new Date(nowMs + TELL_WITHIN_MS).toISOString();
  const outbox: WaitingChange[] = [];
  const toTell: WaitingChange[] = [];
  for (const one of waiting) {
    const mine = one.tryAt <= now ? { ...one, tryAt } : one;
    outbox.push(mine);
    if (mine !== one) toTell.push(mine);
  }
  for (const change of changes) {
    const mine = { change, tryAt, attempts: 0, sent: [] };
    outbox.push(mine);
    toTell.push(mine);
  }
  return { outbox, toTell };
};
