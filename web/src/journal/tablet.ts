import type { Device, Tablet } from "./device.ts";
import { newId } from "./environment.ts";
import type { Journal } from "./journal.ts";

/** Makes this device a station's tablet, or moves it to another station. Its id stays. */
export const becomeTablet = async (
  { environment, storage, changes }: Journal,
  place: { site: string; station: string; origins?: string[] },
): Promise<void> => {
  await storage.write(async (transaction) => {
    const device = await transaction.device();
    const tablet = tabletAt(device, place, () => newId(environment));
    const { origins = tablet.origins } = place;
    await transaction.putDevice({ ...device, tablet: { ...tablet, ...(origins && { origins }) } });
  });
  changes.tell();
};

/** The device's tablet, as it stands at a station. */
export const tabletAt = (
  { tablet }: Device,
  { site, station }: { site: string; station: string },
  newId: () => string,
): Tablet => ({ recent: {}, ...tablet, id: tablet?.id ?? newId(), site, station });

/** The tally with one more scan on a day and at a station; it begins anew with each of both. */
export const countScan = (
  tally: Tablet["tally"],
  day: string,
  station: string,
): NonNullable<Tablet["tally"]> => {
  const goesOn = tally?.day === day && tally.station === station;
  return { day, station, scans: (goesOn ? tally.scans : 0) + 1 };
};
