import type { Admission } from "@throughline/shared/admission.ts";
import type { AlertChange } from "@throughline/shared/alert.ts";
import type { Watch } from "@throughline/shared/monitor/settle.ts";
import { NO_WARD } from "@throughline/shared/ward.ts";
import { isStillAtVersion } from "../conditions.ts";
import { idInKey } from "../keys.ts";
import type { Item, ReadOptions, Table } from "../table.ts";
import { type StayId, stayOfItem } from "./due-things.ts";
import { clinicalKeys, clinicalPrefixes, indexPks, indexSk, upToInstant } from "./keys.ts";

/** A change of an alert from which something must still follow. */
export interface WaitingChange {
  change: AlertChange;
  /** Whoever made it sees to it; where that fails, the monitor does from then on. */
  tryAt: string;
  /** So often it was tried in vain. */
  attempts: number;
  /** The channels that have taken it already. */
  sent: string[];
}

/** A stay: what the files say of it, and what follows from everything known. */
export interface StoredAdmission {
  admission: Admission;
  /** Of the row that told of it last. */
  stamp: string;
  floor?: string;
  /** Whose files told of it last. */
  feed?: string;
  /** Null once the stay is over. Always as `settle` gave it: an active stay without one is forgotten. */
  watch: Watch | null;
  /** What must still follow from changes of its alert. */
  outbox: WaitingChange[];
  /** Of the settings by which it was settled last. */
  settingsVersion: number;
  /** When the monitor must act upon it, by its watch or its outbox; null: never. */
  nextAt: string | null;
  version: number;
}

export interface AdmissionStore {
  get(site: string, stay: StayId, options?: ReadOptions): Promise<StoredAdmission | undefined>;
  /** Those that exist, in no order. */
  getMany(
    site: string,
    stays: readonly StayId[],
    options?: ReadOptions,
  ): Promise<StoredAdmission[]>;
  /** All stays of a patient, by their numbers. */
  listOfPatient(site: string, patientId: string, options?: ReadOptions): Promise<StoredAdmission[]>;
  /**
   * Writes the whole of it as version `version + 1` if nobody did since `version` was read (0: it
   * is new), also in all indexes, in one step; else `conflict`.
   */
  save(site: string, stay: StoredAdmission): Promise<StoredAdmission | "conflict">;
  /** The active stays of a ward (empty for none), by bed as text. Fresh within a moment. */
  listWard(site: string, ward: string): Promise<StoredAdmission[]>;
  /** Stays that are over, by their end: those that end at `from` or later. Fresh within a moment. */
  listOver(
    site: string,
    options: { limit: number; after?: string; from?: string },
  ): Promise<{ stays: StoredAdmission[]; next: string | undefined }>;
  /** The stays with an alert that was due between two instants, by when. Fresh within a moment. */
  listAlerted(site: string, due?: { after?: string; upTo?: string }): Promise<StayId[]>;
  /**
   * Every active stay, a part at a time, and few others. One that is changed meanwhile may come
   * twice, or not at all: whoever changes it settles it.
   */
  listActive(
    site: string,
    options: { limit: number; after?: string },
  ): Promise<{ stays: StayId[]; next: string | undefined }>;
}

export const createAdmissionStore = (table: Table): AdmissionStore => ({
  async get(site, { patientId, admissionId }, options) {
    const item = await table.get(clinicalKeys.admission(site, patientId, admissionId), options);
    return item && fromItem(item);
  },

  async getMany(site, stays, options) {
    const keys = stays.map(({ patientId, admissionId }) =>
      clinicalKeys.admission(site, patientId, admissionId),
    );
    return (await table.getMany(keys, options)).map(fromItem);
  },

  async listOfPatient(site, patientId, options) {
    const pk = clinicalKeys.patientPartition(site, patientId);
    const stays: StoredAdmission[] = [];
    for await (const page of table.pages({ pk, prefix: clinicalPrefixes.admission }, options)) {
      stays.push(...page.map(fromItem));
    }
    return stays;
  },

  async save(site, stay) {
    const saved = { ...stay, version: stay.version + 1 };
    const written = await table.putIf(toItem(site, saved), isStillAtVersion(stay.version));
    return written ? saved : "conflict";
  },

  async listWard(site, ward) {
    const stays: StoredAdmission[] = [];
    for await (const page of table.pages({ index: "list", pk: indexPks.ward(site, ward) })) {
      stays.push(...page.map(fromItem));
    }
    return stays;
  },

  async listOver(site, { from, ...options }) {
    const since = from !== undefined && { between: [from, upToInstant("9")] as [string, string] };
    const range = { index: "list" as const, pk: indexPks.over(site), ...since };
    const { items, next } = await table.page(range, options);
    return { stays: items.map(fromItem), next };
  },

  async listAlerted(site, { after, upTo } = {}) {
    const stays: StayId[] = [];
    const between: [string, string] = [after ? upToInstant(after) : "0", upToInstant(upTo ?? "9")];
    for await (const page of table.pages({ index: "alert", pk: indexPks.alert(site), between })) {
      stays.push(...page.flatMap((item) => stayOfItem(item) ?? []));
    }
    return stays;
  },

  /** One with an alert may have no `nextAt`, and one without always has: the two indexes hold all. */
  async listActive(site, { limit, after = "next " }) {
    const index = after.startsWith("next ") ? "next" : "alert";
    const behind = after.slice(index.length + 1);
    const { items, next } = await table.page(
      { index, pk: indexPks[index](site) },
      { limit, ...(behind && { after: behind }) },
    );
    const stays = items.flatMap((item) => stayOfItem(item) ?? []);
    if (next) return { stays, next: `${index} ${next}` };
    return { stays, next: index === "next" ? "alert " : undefined };
  },
});

const toItem = (site: string, stay: StoredAdmission): Item => {
  const { admission, watch, nextAt, ...attributes } = stay;
  const { patientId, admissionId, ...facts } = admission;
  const ids = [admissionId, patientId];
  return {
    ...clinicalKeys.admission(site, patientId, admissionId),
    ...attributes,
    facts,
    watch,
    ...(nextAt !== null && { nextPk: indexPks.next(site), nextSk: indexSk(nextAt, ...ids) }),
    ...(watch
      ? {
          listPk: indexPks.ward(site, admission.ward),
          listSk: indexSk(beginningOf(admission.bed) || NO_WARD, ...ids),
        }
      : { listPk: indexPks.over(site), listSk: indexSk(endedAt(admission), ...ids) }),
    ...(watch?.alert && {
      alertPk: indexPks.alert(site),
      alertSk: indexSk(watch.alert.dueAt, ...ids),
    }),
  };
};

/** As much of a bed's name as fits a sort key beside two ids. */
const beginningOf = (bed: string) => [...bed].slice(0, 60).join("");

const endedAt = ({ dischargedAt, source }: Admission) => dischargedAt ?? source.sourceAt;

const fromItem = (item: Item): StoredAdmission => {
  const { facts, nextSk } = item as unknown as {
    facts: Omit<Admission, keyof StayId>;
    nextSk?: string;
  };
  return {
    admission: { ...(stayOfItem(item) as StayId), ...facts },
    stamp: item.stamp as string,
    ...(item.floor !== undefined && { floor: item.floor as string }),
    ...(item.feed !== undefined && { feed: item.feed as string }),
    watch: item.watch as Watch | null,
    outbox: item.outbox as WaitingChange[],
    settingsVersion: item.settingsVersion as number,
    nextAt: nextSk === undefined ? null : idInKey(nextSk, 0),
    version: item.version as number,
  };
};
