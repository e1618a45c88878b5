import { AppError } from "@throughline/shared/errors.ts";
import type { StationTablet } from "@throughline/shared/station-tablet.ts";
import type { OperationDeps } from "../deps.ts";
import { requireSettings } from "./site-settings.ts";

/**
 * Ends (or takes up again) the waiting for a tablet's entries. Throws `UNKNOWN_SITE`, and
 * `NOT_FOUND` for a tablet that never reported.
 */
export const retireTablet = async (
  { store }: Pick<OperationDeps, "store">,
  site: string,
  id: string,
  retired: boolean,
): Promise<StationTablet> => {
  await requireSettings(store, site);
  const tablet = await store.tablets.update(
    site,
    id,
    (known) => (known && known.retired !== retired ? { ...known, retired } : undefined),
    { afresh: true },
  );
  if (!tablet) throw new AppError("NOT_FOUND");
  return tablet;
};
