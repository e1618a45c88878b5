import { isSameScan } from "@throughline/shared/recording.ts";
import { clinicDay } from "@throughline/shared/time.ts";
import {
  type Device,
  isOver,
  type LocalEntry,
  type LocalScan,
  type LocalVisit,
  type RememberedGuide,
} from "./device.ts";
import type { Environment } from "./environment.ts";

/** Something that the patient does. All but a scan need a visit and do nothing without one. */
export type Action = { site: string } & (
  | {
      type: "scan";
      station: string;
      /** The page was reloaded or gone back to, so this may be a scan that is recorded already. */
      returned?: boolean;
    }
  | { type: "void"; scanId: string }
  | { type: "reason"; reason: string }
  | { type: "end" }
);

/** When, by the device's clocks, and in which zone it lives. */
export interface Stamp {
  wallMs: number;
  monotonicMs: number;
  bootId: string;
  timeZone: string;
}

/** The device's clocks now. Whole milliseconds: more digits say nothing and cost bytes. */
export const stampOf = (environment: Environment): Stamp => ({
  wallMs: environment.wallMs(),
  monotonicMs: Math.max(0, Math.round(environment.monotonicMs())),
  bootId: environment.bootId,
  timeZone: environment.timeZone,
});

export interface Recorded {
  device: Device;
  visit: LocalVisit;
  /** The new entry; none where the action changes nothing. */
  entry?: LocalEntry;
  /** The earlier scan that this one repeats. */
  repeats?: LocalScan;
}

/** What an action makes of the device's state and which entry it adds, by the rules of recording. */
export const record = (
  action: Action,
  device: Device,
  guide: RememberedGuide | undefined,
  stamp: Stamp,
  newId: () => string,
): Recorded | undefined => {
  const known = device.visits[action.site];
  const repeated = action.type === "scan" && known && findRepeated(action, known, stamp.wallMs);
  if (repeated) {
    return { device: { ...device, latestSite: action.site }, visit: known, repeats: repeated };
  }
  const before = action.type === "scan" ? visitOfScan(known, device, guide, stamp, newId) : known;
  if (!before) return undefined;
  const id = newId();
  const visit = act(before, action, id, stamp);
  if (visit === before) return { device, visit };

  const { visitId, visitDay, visitStartedAt } = visit;
  const body = { visitId, visitDay, visitStartedAt };
  const envelope = {
    id,
    site: action.site,
    stream: "visit" as const,
    seq: device.nextSeq,
    deviceAt: toInstant(stamp.wallMs),
    bootId: stamp.bootId,
    monotonicMs: stamp.monotonicMs,
  };
  return {
    device: {
      ...device,
      nextSeq: device.nextSeq + 1,
      visits: { ...device.visits, [action.site]: visit },
      latestSite: action.site,
    },
    visit,
    entry: toEntry(action, envelope, body, visit.slip),
  };
};

const toInstant = (ms: number) => new Date(ms).toISOString();

/**
 * The scan that this one repeats: the last one, or this very one, of an attempt that the disk
 * carried out without saying so.
 */
const findRepeated = (
  action: Extract<Action, { type: "scan" }>,
  { scans }: LocalVisit,
  wallMs: number,
): LocalScan | undefined => {
  const last = scans[scans.length - 1];
  if (last && repeats(action, last, wallMs)) return last;
  const deviceAt = toInstant(wallMs);
  return scans.find((scan) => scan.station === action.station && scan.deviceAt === deviceAt);
};

const repeats = (
  { station, returned }: Extract<Action, { type: "scan" }>,
  last: LocalScan,
  wallMs: number,
): boolean =>
  (returned === true && last.station === station) ||
  isSameScan({ station: last.station, deviceMs: Date.parse(last.deviceAt) }, station, wallMs);

/** The visit that a scan belongs to: the known one while it goes on, else a new one. */
const visitOfScan = (
  known: LocalVisit | undefined,
  device: Device,
  guide: RememberedGuide | undefined,
  { wallMs, timeZone }: Stamp,
  newId: () => string,
): LocalVisit => {
  if (known && !isOver(known, guide, wallMs)) return known;
  return {
    visitId: newId(),
    visitDay: clinicDay(wallMs + device.offsetMs, guide?.timeZone ?? timeZone),
    visitStartedAt: toInstant(wallMs),
    scans: [],
  };
};

/** The visit after the action; the same object where that changes nothing. */
const act = (visit: LocalVisit, action: Action, id: string, { wallMs }: Stamp): LocalVisit => {
  switch (action.type) {
    case "scan": {
      const scan = { id, station: action.station, deviceAt: toInstant(wallMs) };
      return { ...visit, scans: [...visit.scans, scan] };
    }
    case "void": {
      const scans = visit.scans.filter((scan) => scan.id !== action.scanId);
      return scans.length === visit.scans.length ? visit : { ...visit, scans };
    }
    case "reason":
      return visit.reason === action.reason ? visit : { ...visit, reason: action.reason };
    case "end":
      return visit.ended ? visit : { ...visit, ended: true };
  }
};

type Envelope = Omit<LocalEntry, "type" | "body" | "rejected">;

const toEntry = (
  action: Action,
  envelope: Envelope,
  body: Pick<LocalVisit, "visitId" | "visitDay" | "visitStartedAt">,
  slip: LocalVisit["slip"],
): LocalEntry => {
  switch (action.type) {
    case "scan":
      return { ...envelope, type: "scan", body: { ...body, station: action.station, slip } };
    case "void":
      return { ...envelope, type: "void", body: { ...body, scanId: action.scanId } };
    case "reason":
      return { ...envelope, type: "reason", body: { ...body, reason: action.reason } };
    case "end":
      return { ...envelope, type: "end", body };
  }
};
