import type { Event, ScanEvent } from "../event.ts";
import type { Figures } from "../figures.ts";
import type { SiteSettings } from "../site.ts";

/**
 * The figures of some days once more, naively and straight from the events: arrays of raw seconds,
 * `Intl` per event, fractions of big integers. Shares no code with what it checks.
 */

interface Pass {
  day: string;
  scans: ScanEvent[];
  voided: number;
  received: string[];
  ended: boolean;
  reason: string;
  status: "completed" | "abandoned" | "open";
}

const order = (a: Event, b: Event) =>
  Date.parse(a.at) - Date.parse(b.at) || a.seq - b.seq || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

const percentile = (values: number[], p: number): number | null => {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const h = (sorted.length - 1) * p;
  const low = sorted[Math.floor(h)] as number;
  const high = sorted[Math.min(sorted.length - 1, Math.floor(h) + 1)] as number;
  return low + (high - low) * (h - Math.floor(h));
};

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
const average = (values: number[]) =>
  values.length === 0 ? null : Math.round((sum(values) * 1000) / values.length) / 1000;

/** Kaplan–Meier by its definition, S(t) as an exact fraction. */
export const exactMedian = (observed: { time: number; event: boolean }[]): number | null => {
  const times = [...new Set(observed.filter((o) => o.event).map((o) => o.time))].sort(
    (a, b) => a - b,
  );
  let [top, bottom] = [1n, 1n];
  for (const [i, time] of times.entries()) {
    const atRisk = BigInt(observed.filter((o) => o.time >= time).length);
    const events = BigInt(observed.filter((o) => o.event && o.time === time).length);
    top *= atRisk - events;
    bottom *= atRisk;
    if (top * 2n === bottom) {
      return (time + (times[i + 1] ?? Math.max(...observed.map((o) => o.time)))) / 2;
    }
    if (top * 2n < bottom) return time;
  }
  return null;
};

const passesOf = (day: string, events: Event[], exits: string[], limitMs: number, nowMs: number) =>
  [...new Set(events.filter((e) => !e.test).map((e) => e.visitId))].flatMap((visitId): Pass[] => {
    const ofVisit = events.filter((e) => !e.test && e.visitId === visitId);
    const unique = ofVisit.filter((e, i) => ofVisit.findIndex((f) => f.id === e.id) === i);
    const made = unique.filter((e): e is ScanEvent => e.type === "scan");
    const undone = unique.flatMap((e) => (e.type === "void" ? [e.scanId] : []));
    const scans = made.filter((e) => !undone.includes(e.id)).sort(order);
    const reasons = unique.filter((e) => e.type === "reason").sort(order);
    const ended = unique.some((e) => e.type === "end");
    const last = scans.at(-1);
    const completed = ended || scans.some((e) => exits.includes(e.station));
    const late = last !== undefined && nowMs - Date.parse(last.at) > limitMs;
    return [
      {
        day,
        scans,
        voided: made.length - scans.length,
        received: unique.map((e) => e.receivedAt),
        ended,
        reason: reasons.at(-1)?.reason ?? "",
        status: completed ? "completed" : late ? "abandoned" : "open",
      },
    ];
  });

/** The figures but for labels and coverage. */
export const recompute = (
  days: { day: string; events: Event[] }[],
  settings: SiteSettings,
  nowMs: number,
): Omit<Figures, "reasons"> & { reasons: [string, number][] } => {
  const codes = (kind: string) =>
    settings.stations.filter((s) => s.kind === kind).map((s) => s.code);
  const limitMs = settings.visitLimitHours * 3_600_000;
  const localDay = new Intl.DateTimeFormat("sv-SE", { timeZone: settings.timeZone });
  const all = days.flatMap(({ day, events }) =>
    passesOf(day, events, codes("exit"), limitMs, nowMs),
  );
  const passes = all.filter((pass) => pass.scans.length > 0);
  const having = (status: Pass["status"]) => passes.filter((pass) => pass.status === status);
  const seconds = (from: string | undefined, to: string | number | undefined) =>
    Math.floor((new Date(to ?? 0).getTime() - Date.parse(from ?? "")) / 1000);
  const durations = (some: Pass[]) =>
    some
      .filter((p) => !p.scans[0]?.timeUnknown && !p.scans.at(-1)?.timeUnknown)
      .map((p) => seconds(p.scans[0]?.at, p.scans.at(-1)?.at));
  const openFor = having("open")
    .filter((p) => !p.scans[0]?.timeUnknown)
    .map((p) => seconds(p.scans[0]?.at, nowMs));
  const done = durations(having("completed"));
  const finished = [...done, ...durations(having("abandoned"))];
  const unfinished = [...durations(having("abandoned")), ...openFor];
  const steps = passes.flatMap((pass) =>
    pass.scans.slice(1).flatMap((to, i) => {
      const from = pass.scans[i] as ScanEvent;
      if (from.timeUnknown || to.timeUnknown) return [];
      return [{ from, to, seconds: seconds(from.at, to.at) }];
    }),
  );
  const label = (code: string) => settings.stations.find((s) => s.code === code)?.label ?? "?";
  const pairs = [...new Set(steps.map((s) => `${s.from.station} ${s.to.station}`))].sort();
  const transitions = pairs.map((pair) => {
    const [fromCode, toCode] = pair.split(" ") as [string, string];
    const raw = steps
      .filter((s) => s.from.station === fromCode && s.to.station === toCode)
      .map((s) => s.seconds);
    return { fromCode, toCode, from: label(fromCode), to: label(toCode), raw };
  });
  const byCodes = <T extends { fromCode: string; toCode: string }>(a: T, b: T) =>
    a.fromCode < b.fromCode
      ? -1
      : a.fromCode > b.fromCode
        ? 1
        : a.toCode < b.toCode
          ? -1
          : Number(a.toCode > b.toCode);
  const arrivalsByHour: Record<string, number> = {};
  for (let hour = 0; hour < 24; hour++) arrivalsByHour[hour] = 0;
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: settings.timeZone,
    hour: "numeric",
    hourCycle: "h23",
  });
  for (const pass of passes) {
    const first = pass.scans.find((scan) => !scan.timeUnknown);
    if (!first) continue;
    const hour = String(Number(format.format(new Date(first.at))));
    arrivalsByHour[hour] = (arrivalsByHour[hour] ?? 0) + 1;
  }
  const paths = [...new Set(passes.map((p) => p.scans.map((s) => s.station).join(" ")))].map(
    (path) => ({
      path,
      n: passes.filter((p) => p.scans.map((s) => s.station).join(" ") === path).length,
    }),
  );
  const passed = (pass: Pass, code: string) => pass.scans.filter((s) => s.station === code).length;
  const lacking = (kind: string) =>
    passes.filter((p) => !p.scans.some((s) => codes(kind).includes(s.station))).length;
  const kept = passes.flatMap((p) => p.scans);
  const tests = days.flatMap(({ events }) => events.filter((e) => e.test && e.type === "scan"));
  const seen = settings.stations.map((s) => s.code);
  return {
    visits: passes.length,
    scans: kept.length,
    completed: having("completed").length,
    abandoned: having("abandoned").length,
    open: having("open").length,
    durationSeconds: {
      n: finished.length,
      mean: average(finished),
      p50: percentile(finished, 0.5),
      p90: percentile(finished, 0.9),
    },
    durationWithUnfinished: {
      n: done.length + unfinished.length,
      completed: done.length,
      p50: exactMedian([
        ...done.map((time) => ({ time, event: true })),
        ...unfinished.map((time) => ({ time, event: false })),
      ]),
    },
    arrivalsByHour,
    transitions: transitions
      .map(({ raw, ...names }) => ({
        ...names,
        n: raw.length,
        meanSeconds: average(raw),
        minSeconds: Math.min(...raw),
        p50Seconds: percentile(raw, 0.5),
        p90Seconds: percentile(raw, 0.9),
        maxSeconds: Math.max(...raw),
        ...settings.targets
          .filter((t) => t.from === names.fromCode && t.to === names.toCode)
          .map((t) => ({
            targetSeconds: t.seconds,
            withinTarget: {
              n: raw.filter((s) => s <= t.seconds).length,
              share: raw.filter((s) => s <= t.seconds).length / raw.length,
            },
          }))[0],
      }))
      .sort((a, b) => b.n - a.n || byCodes(a, b)),
    dwell: seen.flatMap((code) => {
      const raw = steps.filter((s) => s.from.station === code).map((s) => s.seconds);
      if (raw.length === 0) return [];
      return [
        {
          station: label(code),
          code,
          n: raw.length,
          meanSeconds: average(raw),
          p50Seconds: percentile(raw, 0.5),
          p90Seconds: percentile(raw, 0.9),
        },
      ];
    }),
    paths: paths
      .sort((a, b) => b.n - a.n || (a.path < b.path ? -1 : 1))
      .slice(0, 20)
      .map(({ path, n }) => ({
        stations: path.split(" ").map(label),
        codes: path.split(" "),
        n,
      })),
    distinctPaths: paths.length,
    steps: seen.map((code) => ({
      station: label(code),
      code,
      visits: passes.filter((p) => passed(p, code) > 0).length,
      missed: having("completed").filter((p) => passed(p, code) === 0).length,
      repeated: passes.filter((p) => passed(p, code) > 1).length,
    })),
    bottlenecks: transitions
      .map(({ raw, ...names }) => {
        const target = settings.targets.find(
          (t) => t.from === names.fromCode && t.to === names.toCode,
        );
        const referenceSeconds = target?.seconds ?? (percentile(raw, 0.25) as number);
        return {
          ...names,
          n: raw.length,
          referenceSeconds,
          reference: target ? ("target" as const) : ("p25" as const),
          recoverableMinutes: sum(raw.map((s) => Math.max(0, s - referenceSeconds))) / 60,
        };
      })
      .sort((a, b) => b.recoverableMinutes - a.recoverableMinutes || byCodes(a, b)),
    reasons: [...new Set(passes.map((p) => p.reason))]
      .map((code): [string, number] => [code, passes.filter((p) => p.reason === code).length])
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)),
    quality: {
      withoutEntrance: lacking("entrance"),
      withoutExit: lacking("exit"),
      singleScan: passes.filter((p) => p.scans.length === 1).length,
      correctedTimes: kept.filter((s) => !s.timeUnknown && s.at !== s.deviceAt).length,
      unknownTimes: kept.filter((s) => s.timeUnknown).length,
      voidedScans: sum(all.map((p) => p.voided)),
      testScans: new Set(tests.map((e) => e.id)).size,
      uncertainTransitions: steps.filter(
        ({ from, to }) =>
          Date.parse(to.at) - Date.parse(from.at) < from.uncertaintyMs + to.uncertaintyMs,
      ).length,
      // The limit before its receipt, the day was over already.
      lateVisits: passes.filter(({ day, received }) =>
        received.some((at) => localDay.format(Date.parse(at) - limitMs) > day),
      ).length,
      slipsOverMidnight: 0,
      coverage: null,
    },
  };
};
