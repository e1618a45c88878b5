import type { WardEntryCode } from "@throughline/shared/errors.ts";
import type { WardEntry } from "@throughline/shared/ward-entry.ts";

/** What a ward's tablet keeps in the journal's database, beside the visits' stream. */

/** An entry that the server has not confirmed. */
export type LocalWardEntry = WardEntry & {
  site: string;
  /** The server refused it; it is shown and not sent again. */
  rejected?: { code: WardEntryCode; at: string };
};

/**
 * As it lies in the store of all entries. Without a `seq` of its own level it stands in no index,
 * so the visits' stream, also that of an older version of its page, does not meet it.
 */
export interface KeptWardEntry {
  id: string;
  ward: LocalWardEntry;
}

export interface WardDevice {
  /** Made once: where something was done. */
  tablet: string;
  nextSeq: number;
  /** What to add to the device's clock to get the server's, as last measured by a push. */
  offsetMs: number;
}
