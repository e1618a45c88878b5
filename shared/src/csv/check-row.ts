import type { FeedProfile } from "../feed-profile.ts";
import type { CountingRule } from "../lab-test.ts";
import type { LocalClock } from "../written-time.ts";
import { checkLisRow, type LisRow, mapTestStatus } from "./check-lis-row.ts";
import { checkPmsRow, createStatusReader, type PmsRow, type StatedStay } from "./check-pms-row.ts";
import { checkRecordRow, type RecordRow } from "./check-record-row.ts";
import { createCells, type RowReason } from "./read-cells.ts";
import { createTimeReader } from "./read-times.ts";
import type { KnownHeader } from "./recognise-header.ts";
import { unknownStatusOf } from "./unknown-status.ts";

export type Facts = PmsRow | LisRow | RecordRow;

export type CheckedRow =
  /** `remarks`: what was read otherwise than it stands, or needs a look; one sentence for all such rows. */
  | {
      facts: Facts;
      remarks: string[];
      /** A status that nobody has mapped yet, as the file writes it. */
      unknownStatus?: string;
    }
  | Refused;

interface Refused {
  reasons: RowReason[];
  /** The stay of which it tries to tell, as far as that can be read. */
  stay?: Pick<StatedStay, "patientId" | "admissionId">;
}

export interface RowCheckOptions {
  profile: FeedProfile;
  clock: LocalClock;
  /** When the file came, epoch ms. */
  receivedMs: number;
  /** What counts at the site; without it, no test is marked for its unknown status. */
  counting?: CountingRule;
}

/** Makes the function from a row's cells to what it says, or to everything that is wrong with it. */
export const createRowCheck = (
  header: KnownHeader,
  { profile, clock, receivedMs, counting }: RowCheckOptions,
): ((cells: readonly string[]) => CheckedRow) => {
  const times = createTimeReader(profile.dateFormats, clock);
  const cells = createCells({ header, times, clock, receivedMs });
  const readStatus = createStatusReader(profile);
  const testStatusOf = mapTestStatus(profile);
  return (row) => {
    if (row.length !== header.cells) {
      return refuse(
        `the row has ${row.length} ${row.length === 1 ? "cell" : "cells"}, the header ${header.cells}`,
      );
    }
    if (row.every((cell) => cell.trim() === "")) return refuse("every cell of the row is empty");
    cells.start(row);
    const facts =
      header.kind === "pms"
        ? checkPmsRow(cells, readStatus)
        : header.kind === "lis"
          ? checkLisRow(cells, testStatusOf, counting)
          : checkRecordRow(cells);
    const { reasons, remarks } = cells;
    if (reasons.length === 0) {
      const unknownStatus = unknownStatusOf(facts, counting);
      return { facts, remarks, ...(unknownStatus !== undefined && { unknownStatus }) };
    }
    const stay = facts.kind === "pms" && facts.stay;
    if (!stay) return { reasons };
    const { patientId, admissionId } = stay;
    return { reasons, stay: { patientId, admissionId } };
  };
};

const refuse = (reason: string): CheckedRow => ({ reasons: [{ column: null, reason }] });
