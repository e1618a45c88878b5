import type { Access } from "@throughline/shared/access.ts";
import { clinicDay } from "@throughline/shared/time.ts";
import type { OperationDeps } from "../../deps.ts";
import { requireSettings } from "../site-settings.ts";

/** Writes down that somebody is about to be told of people: before they are, or they are not. */
export const recordAccess = async (
  { store, now, randomId }: Pick<OperationDeps, "store" | "now" | "randomId">,
  site: string,
  about: Omit<Access, "id" | "at">,
): Promise<void> => {
  const { timeZone } = await requireSettings(store, site);
  const nowMs = now();
  const access = { id: randomId(), at: new Date(nowMs).toISOString(), ...about };
  await store.clinical.accessLog.append(site, clinicDay(nowMs, timeZone), access);
};
