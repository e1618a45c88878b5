import type { OperationDeps } from "../deps.ts";
import { requireSettings } from "./site-settings.ts";

/** Enters how many people really came on a day; null takes the entry back. Throws `UNKNOWN_SITE`. */
export const setAttendance = async (
  { store }: Pick<OperationDeps, "store">,
  site: string,
  day: string,
  people: number | null,
): Promise<void> => {
  await requireSettings(store, site);
  await store.attendance.write(site, day, people);
};
