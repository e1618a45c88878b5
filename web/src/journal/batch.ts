import type { Entry } from "@throughline/shared/journal.ts";
import {
  MAX_BODY_BYTES,
  MAX_ENTRIES_PER_PUSH,
  MAX_ENTRIES_PER_VISIT_PER_MINUTE,
} from "@throughline/shared/limits.ts";
import type { LocalEntry } from "./device.ts";

/** Room for what stands around the entries. */
const ENVELOPE_BYTES = 1_024;

/** An entry as it is sent: without what only this device needs to know. */
export const toSent = ({
  site: _site,
  rejected: _rejected,
  forOthers: _forOthers,
  ...entry
}: LocalEntry): Entry => entry;

/** The first of the waiting entries that one request may carry. Entries are plain ASCII. */
export const nextBatch = (waiting: readonly LocalEntry[]): LocalEntry[] => {
  const batch: LocalEntry[] = [];
  const perVisit = new Map<string, number>();
  let bytes = ENVELOPE_BYTES;
  for (const entry of waiting) {
    const { visitId } = entry.body;
    const ofVisit = perVisit.get(visitId) ?? 0;
    if (ofVisit === MAX_ENTRIES_PER_VISIT_PER_MINUTE) continue;
    bytes += JSON.stringify(toSent(entry)).length + 1;
    if (bytes > MAX_BODY_BYTES || batch.length === MAX_ENTRIES_PER_PUSH) break;
    perVisit.set(visitId, ofVisit + 1);
    batch.push(entry);
  }
  return batch;
};
