import { afterAll, beforeAll, describe } from "vitest";
import type { ClinicalStore } from "../store/clinical/create-clinical-store.ts";
import { createStore } from "../store/create-store.ts";
import { createTables } from "../store/create-tables.ts";
import { everyDatabase } from "./every-database.ts";
import { TABLES, type TestDatabase } from "./start-database.ts";

interface ClinicalStoreUnderTest {
  clinical: ClinicalStore;
  /** Another one upon the same tables, as of another process. */
  connect: () => ClinicalStore;
}

/** Runs tests of the clinical store on each database, over tables that are empty at first. */
export const onEveryClinicalStore = (suite: (sut: ClinicalStoreUnderTest) => void): void =>
  describe.each(everyDatabase)("on %s", (_name, start) => {
    let database: TestDatabase;
    let clinical: ClinicalStore;
    const connect = () =>
      createStore({ client: database.client, tables: TABLES, now: () => 0 }).clinical;
    beforeAll(async () => {
      database = await start();
      await createTables(database.client, TABLES);
      clinical = connect();
    });
    afterAll(() => database.close());
    suite({
      get clinical() {
        return clinical;
      },
      connect,
    });
  });
