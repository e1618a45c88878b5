import type { LabTest } from "@throughline/shared/lab-test.ts";
import type { Standing } from "@throughline/shared/weigh-row.ts";
import { isNewerThanStored, isStillStanding } from "../conditions.ts";
import { idInKey } from "../keys.ts";
import type { Item, ReadOptions, Table } from "../table.ts";
import { clinicalKeys, clinicalPrefixes } from "./keys.ts";

/** A test as its laboratory said it last. */
export interface StoredTest extends Standing {
  test: LabTest;
  /** Whose file told of it last, and the status as that wrote it: another day it may mean something else. */
  feed?: string;
  statusText?: string;
}

export interface LabTestStore {
  /** Those that exist, in no order. */
  getMany(
    site: string,
    tests: readonly Pick<LabTest, "patientId" | "testId">[],
    options?: ReadOptions,
  ): Promise<StoredTest[]>;
  /** All tests of a patient, whichever stay they belong to, by their numbers. */
  listOfPatient(site: string, patientId: string, options?: ReadOptions): Promise<StoredTest[]>;
  /** False when a later source has told of the test already. */
  put(site: string, test: StoredTest): Promise<boolean>;
  /** False when what stands is no longer what was read (undefined: nothing). */
  replace(site: string, known: Standing | undefined, test: StoredTest): Promise<boolean>;
}

export const createLabTestStore = (table: Table): LabTestStore => ({
  async getMany(site, tests, options) {
    const keys = tests.map(({ patientId, testId }) => clinicalKeys.test(site, patientId, testId));
    return (await table.getMany(keys, options)).map(fromItem);
  },

  async listOfPatient(site, patientId, options) {
    const pk = clinicalKeys.testPartition(site, patientId);
    const tests: StoredTest[] = [];
    for await (const page of table.pages({ pk, prefix: clinicalPrefixes.test }, options)) {
      tests.push(...page.map(fromItem));
    }
    return tests;
  },

  put: (site, test) => table.putIf(toItem(site, test), isNewerThanStored(test.stamp)),

  replace: (site, known, test) => table.putIf(toItem(site, test), isStillStanding(known)),
});

const toItem = (site: string, { test, ...about }: StoredTest): Item => {
  const { patientId, testId, ...attributes } = test;
  return { ...clinicalKeys.test(site, patientId, testId), ...attributes, ...about };
};

const fromItem = ({ pk, sk, stamp, floor, feed, statusText, ...attributes }: Item): StoredTest => ({
  test: { testId: idInKey(sk, 1), patientId: idInKey(pk, 3), ...attributes } as LabTest,
  stamp: stamp as string,
  ...(floor !== undefined && { floor: floor as string }),
  ...(feed !== undefined && { feed: feed as string }),
  ...(statusText !== undefined && { statusText: statusText as string }),
});
