import { type AlertChange, sinceOfEpisode } from "@throughline/shared/alert.ts";
import { isNew } from "../conditions.ts";
import type { Table } from "../table.ts";
import { clinicalKeys } from "./keys.ts";

/** What happened to alerts, when it happened; nothing is ever changed in it. */
export interface AlertLogStore {
  /** `day` is the site's of `change.at`, or of the opening if that is later. The same change again adds nothing. */
  append(site: string, day: string, change: AlertChange): Promise<void>;
  /** A day's changes in the order of their instants. */
  readDay(site: string, day: string): Promise<AlertChange[]>;
}

export const createAlertLogStore = (table: Table): AlertLogStore => ({
  async append(site, day, change) {
    const { at, admissionId, what, patientId, entryId = "", detail = "", episode } = change;
    // At one instant two nurses may act, an alert may escalate for two reasons, and one may open as
    // another closes.
    const key = clinicalKeys.alertLogLine(site, day, at, [
      admissionId,
      what,
      patientId,
      entryId,
      detail,
      sinceOfEpisode(episode),
    ]);
    await table.putIf({ ...key, ...change }, isNew);
  },

  async readDay(site, day) {
    const changes: AlertChange[] = [];
    for await (const page of table.pages({ pk: clinicalKeys.alertLogPartition(site, day) })) {
      for (const { pk: _pk, sk: _sk, ...change } of page) {
        changes.push(change as unknown as AlertChange);
      }
    }
    return changes;
  },
});
