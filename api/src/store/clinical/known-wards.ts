import { NO_WARD } from "@throughline/shared/ward.ts";
import { isNew } from "../conditions.ts";
import { idInKey } from "../keys.ts";
import type { Table } from "../table.ts";
import { clinicalKeys } from "./keys.ts";

/** Every ward that a file has ever named; empty stands for none, and is one of them. */
export interface KnownWardStore {
  /** Must come before the stay. Costs a write once per process and ward. */
  add(site: string, ward: string): Promise<void>;
  list(site: string): Promise<string[]>;
}

const MAX_REMEMBERED = 10_000;

export const createKnownWardStore = (table: Table): KnownWardStore => {
  const added = new Set<string>();
  return {
    async add(site, ward) {
      const { pk, sk } = clinicalKeys.knownWard(site, ward);
      const name = `${pk} ${sk}`;
      if (added.has(name)) return;
      await table.putIf({ pk, sk }, isNew);
      if (added.size >= MAX_REMEMBERED) added.clear();
      added.add(name);
    },

    async list(site) {
      const wards: string[] = [];
      for await (const page of table.pages({ pk: clinicalKeys.knownWardPartition(site) })) {
        for (const { sk } of page) wards.push(sk === NO_WARD ? "" : idInKey(sk, 0));
      }
      return wards;
    },
  };
};
