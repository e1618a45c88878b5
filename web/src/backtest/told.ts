import { daysBetween } from "@throughline/shared/calendar.ts";
import { clinicDay } from "@throughline/shared/time.ts";
import type { Backtest } from "@throughline/shared/ward-api.ts";
import { formatCount, formatShare, plural } from "../ui/format.ts";

const DAY_MS = 86_400_000;

/** How long the period is, in days of 24 hours. */
export const daysOf = ({ from, to }: Pick<Backtest, "from" | "to">): number =>
  (Date.parse(to) - Date.parse(from)) / DAY_MS;

/** Alerts a day; null for a period too short to say so. */
export const alertsADay = (found: Backtest): number | null => {
  const days = daysOf(found);
  return days < 1 ? null : found.alertsOpened / days;
};

/** Whole from ten on, else with one decimal: "12", "6.1", "6"; less than 0.1 is said as such. */
export const formatRate = (rate: number): string => {
  if (rate > 0 && rate < 0.1) return "less than 0.1";
  return rate >= 10 ? formatCount(Math.round(rate)) : String(Math.round(rate * 10) / 10);
};

/** What it would have meant, for somebody who decides on a threshold. */
export const describeBacktest = (found: Backtest): string => {
  const { thresholdHours, admissions, admissionsWithEpisode, alertsOpened, alertsPerWard } = found;
  const threshold = `With ${plural(thresholdHours, "hour")}`;
  if (admissions === 0) return "No stay of the files lies in this period: nothing can be said.";
  if (admissionsWithEpisode === 0) {
    return `${threshold}, no alert would have opened: none of ${plural(admissions, "stay")} was without a test for so long.`;
  }
  const rate = alertsADay(found);
  const wards = plural(Object.keys(alertsPerWard).length, "ward");
  const seen =
    rate === null
      ? `${plural(alertsOpened, "alert")} on ${wards}`
      : `about ${formatRate(rate)} ${formatRate(rate) === "1" ? "alert" : "alerts"} a day: ${formatCount(alertsOpened)} in ${plural(Math.round(daysOf(found)), "day")}, on ${wards}`;
  const share = formatShare(admissionsWithEpisode / admissions);
  return `${threshold}, nurses would have seen ${seen}. They concern ${formatCount(admissionsWithEpisode)} of ${plural(admissions, "stay")} (${share}).`;
};

/** Every day of the period, also those without an alert. */
export const alertsOfDays = (
  { from, to, alertsPerDay }: Backtest,
  timeZone: string,
): { day: string; n: number }[] =>
  daysBetween(
    clinicDay(Date.parse(from), timeZone),
    clinicDay(Math.max(Date.parse(from), Date.parse(to) - 1), timeZone),
  ).map((day) => ({ day, n: alertsPerDay[day] ?? 0 }));
