import type { EntryCode } from "@throughline/shared/errors.ts";
import type { Entry } from "@throughline/shared/journal.ts";
import { visitGoesOn } from "@throughline/shared/recording.ts";

/** What the device keeps. Only the server's word or its owner makes an entry leave. */

/** An entry that the server has not confirmed. */
export type LocalEntry = Entry & {
  site: string;
  /** The server refused it; it is shown to its owner and not sent again. */
  rejected?: { code: EntryCode; at: string };
  /** Recorded by this device as a station's tablet, for somebody else's visit. */
  forOthers?: true;
};

export interface LocalScan {
  /** The entry's id; the scan is received once no entry of this id waits any more. */
  id: string;
  station: string;
  deviceAt: string;
}

/** The visit as its owner sees it: the scans that were not undone, in order. */
export interface LocalVisit {
  visitId: string;
  visitDay: string;
  visitStartedAt: string;
  scans: LocalScan[];
  reason?: string;
  /** Ended by hand. */
  ended?: boolean;
  /** Taken over by its code then, by the device's clock: scans before that are not known here. */
  takenOverAt?: string;
  /** Its code was a slip's, so it may stand on another day too. */
  slip?: true;
}

/** What a device knows of itself as a station's tablet. */
export interface Tablet {
  /** Made once. */
  id: string;
  /** Where it stands now. */
  site: string;
  station: string;
  /** The last scan of each visit that one within a minute may repeat. */
  recent: Record<string, LocalScan>;
  /** What it recorded on its latest day, at the station where it stands. */
  tally?: { day: string; station: string; scans: number };
  /** Origins that the codes of this installation bear, as last told. */
  origins?: string[];
  /** When the server last took its report, by the device's clock. */
  reportedAt?: string;
  /** The server took its scans but not its report: nobody is signed in as staff. */
  signedOut?: boolean;
}

export interface Device {
  nextSeq: number;
  /** What to add to the device's clock to get the server's, as last measured. */
  offsetMs: number;
  /** The latest visit at each site. */
  visits: Record<string, LocalVisit>;
  /** The site that was recorded at last: the one whose visit is shown. */
  latestSite?: string;
  tablet?: Tablet;
}

/** What recording needs of a site's guide, remembered so that it is there offline. */
export interface RememberedGuide {
  timeZone: string;
  visitLimitHours: number;
  /** Codes of the exit stations. */
  exits: string[];
  /** Station labels by code, then by language; `""` is the site's own wording. */
  labels: Record<string, Record<string, string>>;
}

export const newDevice = (): Device => ({ nextSeq: 0, offsetMs: 0, visits: {} });

const DEFAULT_LIMIT_HOURS = 12;

/** Whether the next scan begins a new visit: this one was ended, or too much time has passed. */
export const isOver = (
  visit: LocalVisit,
  guide: RememberedGuide | undefined,
  nowMs: number,
): boolean => {
  const { scans, takenOverAt, ended } = visit;
  const limitMs = (guide?.visitLimitHours ?? DEFAULT_LIMIT_HOURS) * 3_600_000;
  const state = {
    ended: ended === true || scans.some(({ station }) => guide?.exits.includes(station)),
    lastScanMs: Date.parse(scans[scans.length - 1]?.deviceAt ?? takenOverAt ?? ""),
  };
  return !visitGoesOn(state, limitMs, nowMs);
};
