import type { StationTablet } from "@throughline/shared/station-tablet.ts";
import { idInKey, keys, prefixes } from "./keys.ts";
import type { Table } from "./table.ts";
import { tabletFromItem } from "./tablets.ts";

/** What bears on a day beside its own partition, all of a site at once: most sites have little. */
export interface SiteMarks {
  /** Days whose visits were scanned later than on the day after, in order, and the last such day. */
  longVisits: { day: string; lastDay: string }[];
  tablets: StationTablet[];
  hasSplitVisits: boolean;
}

export interface SiteMarkStore {
  /** Fresh within a moment. */
  read(site: string): Promise<SiteMarks>;
}

export const createSiteMarkStore = (table: Table): SiteMarkStore => ({
  async read(site) {
    const marks: SiteMarks = { longVisits: [], tablets: [], hasSplitVisits: false };
    const range = { pk: keys.sitePartition(site), prefix: prefixes.mark };
    for await (const page of table.pages(range)) {
      for (const item of page) {
        const kind = idInKey(item.sk, 1);
        if (kind === "TABLET") marks.tablets.push(tabletFromItem(item));
        else if (kind === "SPLIT") marks.hasSplitVisits = true;
        else {
          marks.longVisits.push({ day: idInKey(item.sk, 2), lastDay: item.lastDay as string });
        }
      }
    }
    return marks;
  },
});
