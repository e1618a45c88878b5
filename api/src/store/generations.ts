import { keys } from "./keys.ts";
import type { ReadOptions, Table } from "./table.ts";

/** How often late events changed a closed day; 0 for a day that none did. */
export interface GenerationStore {
  raise(site: string, day: string): Promise<number>;
  read(site: string, day: string, options?: ReadOptions): Promise<number>;
  /** Of many days; a raise of this very moment may be missed. */
  readMany(site: string, days: readonly string[]): Promise<Map<string, number>>;
}

export const createGenerationStore = (table: Table): GenerationStore => ({
  raise: (site, day) => table.add(keys.generation(site, day), "generation", 1),

  async read(site, day, options) {
    const item = await table.get(keys.generation(site, day), options);
    return (item?.generation as number | undefined) ?? 0;
  },

  async readMany(site, days) {
    const dayOf = new Map(days.map((day) => [keys.dayPartition(site, day), day]));
    const generations = new Map(days.map((day) => [day, 0]));
    const items = await table.getMany(days.map((day) => keys.generation(site, day)));
    for (const item of items) {
      const day = dayOf.get(item.pk);
      if (day !== undefined) generations.set(day, item.generation as number);
    }
    return generations;
  },
});
