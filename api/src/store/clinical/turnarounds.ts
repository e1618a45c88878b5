import type { Histogram } from "@throughline/shared/analytics/histogram.ts";
import type { Table } from "../table.ts";
import { clinicalKeys } from "./keys.ts";

/** How long results took to arrive, one item a file and none a test. */
export interface TurnaroundStore {
  /**
   * The minutes from each test to the receipt of the file that first told its result. `day` is the
   * site's day of the receipt. Takes the place of what was put for the file before.
   */
  put(site: string, day: string, fileId: string, minutes: Histogram): Promise<void>;
  /** Those of all files of a day. */
  readDay(site: string, day: string): Promise<Histogram[]>;
}

export const createTurnaroundStore = (table: Table): TurnaroundStore => ({
  async put(site, day, fileId, { values, counts }) {
    await table.put({
      ...clinicalKeys.turnaround(site, day, fileId),
      values: [...values],
      counts: [...counts],
    });
  },

  async readDay(site, day) {
    const found: Histogram[] = [];
    for await (const page of table.pages({ pk: clinicalKeys.turnaroundPartition(site, day) })) {
      for (const { values, counts } of page) {
        found.push({ values: values as number[], counts: counts as number[] });
      }
    }
    return found;
  },
});
