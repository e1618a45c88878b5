import { daysBetween } from "@throughline/shared/calendar.ts";
import { AppError } from "@throughline/shared/errors.ts";
import { alertFigures } from "@throughline/shared/monitor/alert-figures.ts";
import { clinicDay } from "@throughline/shared/time.ts";
import { type AlertFigures, MAX_LOG_DAYS } from "@throughline/shared/ward-api.ts";
import { mapConcurrently } from "../../concurrency.ts";
import type { OperationDeps } from "../../deps.ts";
import { requireSettings } from "../site-settings.ts";

const READS_AT_A_TIME = 8;

/**
 * The figures of the alerts of the days from `from` to `to`, as of now. Throws `UNKNOWN_SITE`, and
 * `BAD_REQUEST` where `from` is too long ago.
 */
export const readAlertFigures = async (
  { store, now }: Pick<OperationDeps, "store" | "now">,
  site: string,
  { from, to }: { from: string; to: string },
): Promise<AlertFigures> => {
  const { timeZone } = await requireSettings(store, site);
  const { clinical } = store;
  const today = clinicDay(now(), timeZone);
  const days = from > today ? [] : daysBetween(from, today);
  if (days.length > MAX_LOG_DAYS) {
    const problem = `more than ${MAX_LOG_DAYS} days ago`;
    throw new AppError("BAD_REQUEST", { details: { field: "from", problem } });
  }
  // The log first: what opens meanwhile then counts as open now, and nothing is open less than zero times.
  const log = await mapConcurrently(days, READS_AT_A_TIME, async (day) => ({
    day,
    changes: await clinical.alertLog.readDay(site, day),
  }));
  const [alerted, turnarounds] = await Promise.all([
    clinical.admissions.listAlerted(site),
    mapConcurrently(
      days.filter((day) => day <= to),
      READS_AT_A_TIME,
      (day) => clinical.turnarounds.readDay(site, day),
    ),
  ]);
  return alertFigures(log, { from, to, openNow: alerted.length }, turnarounds.flat());
};
