import { AppError } from "@throughline/shared/errors.ts";
import type { StationTablet } from "@throughline/shared/station-tablet.ts";
import { isStillAtVersion } from "./conditions.ts";
import { idInKey, keys } from "./keys.ts";
import type { Item, Table } from "./table.ts";

/** Takes note of a site's tablets; `SiteMarkStore` reads them. */
export interface TabletStore {
  /**
   * Changes what is known of a tablet; `change` is given that, and answers undefined for "nothing".
   * What this process wrote last is taken as known, so that no change costs nothing; `afresh` reads
   * first. Returns what stands then.
   */
  update(
    site: string,
    id: string,
    change: (known: StationTablet | undefined) => StationTablet | undefined,
    options?: { afresh?: boolean },
  ): Promise<StationTablet | undefined>;
}

interface Versioned {
  tablet: StationTablet | undefined;
  version: number;
}

const ATTEMPTS = 5;
const MAX_REMEMBERED = 1_000;

export const createTabletStore = (table: Table): TabletStore => {
  const remembered = new Map<string, Versioned>();

  const readFresh = async (site: string, id: string): Promise<Versioned> => {
    const item = await table.get(keys.tablet(site, id), { consistent: true });
    return item
      ? { tablet: tabletFromItem(item), version: item.version as number }
      : { tablet: undefined, version: 0 };
  };

  return {
    async update(site, id, change, { afresh = false } = {}) {
      const name = `${site} ${id}`;
      if (afresh) remembered.delete(name);
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        const known = remembered.get(name) ?? (await readFresh(site, id));
        const tablet = change(known.tablet);
        if (!tablet) return known.tablet;
        const version = known.version + 1;
        const { id: _, ...attributes } = tablet;
        const item = { ...keys.tablet(site, id), ...attributes, version };
        if (await table.putIf(item, isStillAtVersion(known.version))) {
          if (remembered.size >= MAX_REMEMBERED) remembered.clear();
          remembered.set(name, { tablet, version });
          return tablet;
        }
        remembered.delete(name);
      }
      throw new AppError("UNAVAILABLE", { retryAfterSeconds: 2 });
    },
  };
};

export const tabletFromItem = ({
  pk: _pk,
  sk,
  version: _version,
  ...attributes
}: Item): StationTablet => ({ id: idInKey(sk, 2), ...attributes }) as StationTablet;
