import type { LabTest } from "@throughline/shared/lab-test.ts";
import { isNewerThanStored } from "../conditions.ts";
import { idInKey } from "../keys.ts";
import type { Item, ReadOptions, Table } from "../table.ts";
import { clinicalKeys, clinicalPrefixes } from "./keys.ts";

/** A test as its laboratory said it last. */
export interface StoredTest {
  test: LabTest;
  stamp: string;
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

  put(site, { test, stamp }) {
    const { patientId, testId, ...attributes } = test;
    return table.putIf(
      { ...clinicalKeys.test(site, patientId, testId), ...attributes, stamp },
      isNewerThanStored(stamp),
    );
  },
});

const fromItem = ({ pk, sk, stamp, ...attributes }: Item): StoredTest => ({
  test: { testId: idInKey(sk, 1), patientId: idInKey(pk, 3), ...attributes } as LabTest,
  stamp: stamp as string,
});
