import type { Journal } from "./journal.ts";

/** Takes an entry away for good, because its owner wants that; a scan leaves the timeline too. */
export const removeEntry = async ({ storage, changes }: Journal, id: string): Promise<void> => {
  await storage.write(async (transaction) => {
    const device = await transaction.device();
    const visits = { ...device.visits };
    for (const [site, visit] of Object.entries(visits)) {
      visits[site] = { ...visit, scans: visit.scans.filter((scan) => scan.id !== id) };
    }
    await transaction.putDevice({ ...device, visits });
    await transaction.deleteEntry(id);
  });
  changes.tell();
};

/**
 * Takes the visit at a site off this device. Its unsent entries stay until they are sent, unless
 * they are discarded with it; rejected ones go in either case.
 */
export const removeVisit = async (
  { storage, changes }: Journal,
  site: string,
  unsent: "send" | "discard",
): Promise<void> => {
  await storage.write(async (transaction) => {
    const [device, entries] = await Promise.all([transaction.device(), transaction.entries()]);
    const { [site]: visit, ...visits } = device.visits;
    const { latestSite, ...rest } = device;
    await transaction.putDevice({
      ...rest,
      visits,
      ...(latestSite && latestSite !== site && { latestSite }),
    });
    for (const { id, body, rejected, forOthers } of entries) {
      const isOfVisit = body.visitId === visit?.visitId && !forOthers;
      const goes = isOfVisit && (unsent === "discard" || rejected);
      if (goes) await transaction.deleteEntry(id);
    }
  });
  changes.tell();
};
