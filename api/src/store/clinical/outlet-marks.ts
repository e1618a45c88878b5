import type { FailingChannel } from "@throughline/shared/ward-api.ts";
import { isStillAtVersion } from "../conditions.ts";
import type { Table } from "../table.ts";
import { clinicalKeys } from "./keys.ts";

/** What is remembered of the ways by which news leaves a site. */
export interface OutletMarks {
  failing: FailingChannel[];
  /** Up to this due time it has been told that alerts are confirmed; null: of none yet. */
  confirmedTo: string | null;
}

export interface OutletMarkStore {
  read(site: string): Promise<OutletMarks>;
  /** `change` is given what is known, perhaps more than once, and answers undefined for "nothing". */
  update(site: string, change: (known: OutletMarks) => OutletMarks | undefined): Promise<void>;
}

const ATTEMPTS = 8;

export const createOutletMarkStore = (table: Table): OutletMarkStore => {
  const load = async (site: string) => {
    const item = await table.get(clinicalKeys.outlets(site), { consistent: true });
    return {
      known: {
        failing: (item?.failing ?? []) as FailingChannel[],
        confirmedTo: (item?.confirmedTo ?? null) as string | null,
      },
      version: (item?.version ?? 0) as number,
    };
  };
  return {
    read: async (site) => (await load(site)).known,

    async update(site, change) {
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        const { known, version } = await load(site);
        const marks = change(known);
        if (!marks) return;
        const item = { ...clinicalKeys.outlets(site), ...marks, version: version + 1 };
        if (await table.putIf(item, isStillAtVersion(version))) return;
      }
      // What is lost is a mark, and the next tick makes it again.
    },
  };
};
