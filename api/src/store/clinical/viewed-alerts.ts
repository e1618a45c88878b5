import { AppError } from "@throughline/shared/errors.ts";
import { isStillAtVersion } from "../conditions.ts";
import type { Table } from "../table.ts";
import { clinicalKeys } from "./keys.ts";

/** When a screen last showed each alert of a ward, by the name that the screen gave it. */
export type ViewedAlerts = Readonly<Record<string, string>>;

export interface ViewedAlertStore {
  read(site: string, ward: string): Promise<ViewedAlerts>;
  /**
   * Changes what is known of a ward (empty for none); `change` is given that, perhaps more than
   * once, and answers undefined for "nothing". It also drops what nobody will ask for again.
   */
  update(
    site: string,
    ward: string,
    change: (known: ViewedAlerts) => ViewedAlerts | undefined,
  ): Promise<void>;
}

const ATTEMPTS = 8;

export const createViewedAlertStore = (table: Table): ViewedAlertStore => {
  const load = async (site: string, ward: string) => {
    const item = await table.get(clinicalKeys.viewed(site, ward), { consistent: true });
    return {
      known: (item?.viewedAt ?? {}) as ViewedAlerts,
      version: (item?.version ?? 0) as number,
    };
  };
  return {
    read: async (site, ward) => (await load(site, ward)).known,

    async update(site, ward, change) {
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        const { known, version } = await load(site, ward);
        const viewedAt = change(known);
        if (!viewedAt) return;
        const item = { ...clinicalKeys.viewed(site, ward), viewedAt, version: version + 1 };
        if (await table.putIf(item, isStillAtVersion(version))) return;
      }
      throw new AppError("UNAVAILABLE", { retryAfterSeconds: 2 });
    },
  };
};
