import type { VisitCode } from "@throughline/shared/visit-code.ts";
import { startByCode } from "@throughline/shared/visit-day.ts";
import { isOver, type LocalVisit } from "./device.ts";
import type { Journal } from "./journal.ts";
import { stampOf } from "./record.ts";

/**
 * What became of a visit's code: its visit goes on here from now on, it did so before, or this
 * device's own visit at the site would be replaced and its owner must be asked first.
 */
export type TakenOver = "taken" | "known" | "asks";

/**
 * Goes on with the visit of a code on this device, with the next scan. What was recorded here before
 * stays and is sent. While this device's own visit is not over, or something of it was not confirmed
 * yet, nothing changes unless `replace` says that its owner wants that.
 */
export const takeOver = async (
  { environment, storage, changes }: Journal,
  code: VisitCode,
  { replace = false } = {},
): Promise<TakenOver> => {
  const { wallMs, timeZone } = stampOf(environment);
  const { site, visitId } = code;
  const taken = await storage.write(async (transaction): Promise<TakenOver> => {
    const [device, guide, entries] = await Promise.all([
      transaction.device(),
      transaction.guide(site),
      transaction.entries(),
    ]);
    const own = device.visits[site];
    const put = (visit: LocalVisit) =>
      transaction.putDevice({
        ...device,
        latestSite: site,
        visits: { ...device.visits, [site]: visit },
      });
    if (own?.visitId === visitId) {
      await put(own);
      return "known";
    }
    const unsent = entries.some(
      ({ body, forOthers }) => !forOthers && body.visitId === own?.visitId,
    );
    if (own && !replace && (unsent || !isOver(own, guide, wallMs))) return "asks";
    const time = {
      deviceMs: wallMs,
      offsetMs: device.offsetMs,
      timeZone: guide?.timeZone ?? timeZone,
    };
    await put({
      visitId,
      ...startByCode(code.visitDay, time),
      scans: [],
      takenOverAt: new Date(wallMs).toISOString(),
      ...(code.visitDay === undefined && { slip: true }),
    });
    return "taken";
  });
  if (taken !== "asks") changes.tell();
  return taken;
};
