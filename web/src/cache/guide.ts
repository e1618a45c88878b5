import type { Guide } from "@throughline/shared/api.ts";
import { Dexie, type EntityTable } from "dexie";

/** A site's guide as last fetched. It can be fetched again: this database may be wiped any time. */
const database = new Dexie("throughline-guide") as Dexie & { guides: EntityTable<Guide, "site"> };
database.version(1).stores({ guides: "site" });

/** The kept guide of a site; undefined where there is none, or where storage is blocked. */
export const keptGuide = (site: string): Promise<Guide | undefined> =>
  database.guides.get(site).catch(noStorage);

/** Keeps a guide; where storage is blocked it is just not kept. */
export const keepGuide = (guide: Guide): Promise<unknown> =>
  database.guides.put(guide).catch(noStorage);

const noStorage = (problem: unknown): undefined => {
  console.warn("the guide is not kept", problem);
};
