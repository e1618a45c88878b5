import { SAME_SCAN_MS } from "@throughline/shared/recording.ts";
import { clinicDay } from "@throughline/shared/time.ts";
import type { VisitCode } from "@throughline/shared/visit-code.ts";
import { startByCode } from "@throughline/shared/visit-day.ts";
import type { Device, LocalEntry, RememberedGuide, Tablet } from "./device.ts";
import { newId } from "./environment.ts";
import type { Journal } from "./journal.ts";
import { type Stamp, stampOf } from "./record.ts";
import { countScan, tabletAt } from "./tablet.ts";

/** What a tablet's camera read, and the station that it stands at. */
export interface TabletScan {
  /** Of the tablet's own site: its caller has looked. */
  code: VisitCode;
  station: string;
}

export interface AppendedForVisit {
  /** The new entry, or the scan that this one repeats. */
  entryId: string;
  repeated: boolean;
  /** When that was, by this device's clock. */
  deviceAt: string;
}

/**
 * Records a scan for somebody else's visit. When it resolves, the entry is on the disk. The same
 * code at the same station within a minute is one scan. This device's own visit is not touched.
 */
export const appendForVisit = async (
  { environment, storage, changes }: Journal,
  scan: TabletScan,
): Promise<AppendedForVisit> => {
  const stamp = stampOf(environment);
  const appended = await storage.write(async (transaction) => {
    const [device, guide] = await Promise.all([
      transaction.device(),
      transaction.guide(scan.code.site),
    ]);
    const recorded = recordForVisit(scan, device, guide, stamp, () => newId(environment));
    await transaction.putDevice(recorded.device);
    if (recorded.entry) await transaction.putEntry(recorded.entry);
    return recorded.appended;
  });
  changes.tell();
  return appended;
};

const recordForVisit = (
  { code, station }: TabletScan,
  device: Device,
  guide: RememberedGuide | undefined,
  stamp: Stamp,
  newId: () => string,
): { device: Device; entry?: LocalEntry; appended: AppendedForVisit } => {
  const { site, visitId } = code;
  const tablet = tabletAt(device, { site, station }, newId);
  const recent = withinSameScan(tablet.recent, stamp.wallMs);
  const last = recent[visitId];
  if (last?.station === station) {
    return {
      device: { ...device, tablet: { ...tablet, recent } },
      appended: { entryId: last.id, repeated: true, deviceAt: last.deviceAt },
    };
  }

  const id = newId();
  const deviceAt = new Date(stamp.wallMs).toISOString();
  const timeZone = guide?.timeZone ?? stamp.timeZone;
  const time = { deviceMs: stamp.wallMs, offsetMs: device.offsetMs, timeZone };
  const today = clinicDay(stamp.wallMs + device.offsetMs, timeZone);
  return {
    device: {
      ...device,
      nextSeq: device.nextSeq + 1,
      tablet: {
        ...tablet,
        recent: { ...recent, [visitId]: { id, station, deviceAt } },
        tally: countScan(tablet.tally, today, station),
      },
    },
    entry: {
      id,
      site,
      forOthers: true,
      stream: "visit",
      type: "scan",
      seq: device.nextSeq,
      deviceAt,
      bootId: stamp.bootId,
      monotonicMs: stamp.monotonicMs,
      body: {
        visitId,
        ...startByCode(code.visitDay, time),
        station,
        ...(code.visitDay === undefined && { slip: true }),
      },
    },
    appended: { entryId: id, repeated: false, deviceAt },
  };
};

/** What a next scan may still repeat. */
const withinSameScan = (recent: Tablet["recent"], wallMs: number): Tablet["recent"] =>
  Object.fromEntries(
    Object.entries(recent).filter(
      ([, { deviceAt }]) => Math.abs(wallMs - Date.parse(deviceAt)) < SAME_SCAN_MS,
    ),
  );
