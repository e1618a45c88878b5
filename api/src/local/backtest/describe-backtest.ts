import type { Backtest } from "@throughline/shared/ward-api.ts";

const hours = (value: number) => value.toFixed(1);

/** The figures of a backtest in words, for a terminal. */
export const describeBacktest = (found: Backtest, { timeZone }: { timeZone: string }): string => {
  const table = (title: string, counts: Record<string, number>) => {
    const rows = Object.entries(counts).sort(([one], [other]) =>
      one.localeCompare(other, "en", { numeric: true }),
    );
    const width = Math.max(title.length, ...rows.map(([name]) => name.length));
    return [
      `${title.padEnd(width)}  alerts`,
      ...rows.map(([name, n]) => `${name.padEnd(width)}  ${String(n).padStart(6)}`),
    ].join("\n");
  };
  return `From ${found.from} to ${found.to}, threshold ${found.thresholdHours} h.

Admissions                    ${found.admissions}
of them with an episode       ${found.admissionsWithEpisode}
Episodes                      ${found.episodes}
that the monitor had noticed  ${found.alertsOpened}
Hours past the threshold      ${hours(found.overdueHours)}
Rows that did not count       ${found.rejectedRows}

${table(`Day (${timeZone})`, found.alertsPerDay)}

${table("Ward (- for none)", found.alertsPerWard)}`;
};
