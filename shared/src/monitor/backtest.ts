import { type Admission, endOfStay, startOfStay } from "../admission.ts";
import type { CountingRule, LabTest } from "../lab-test.ts";
import { clinicDay } from "../time.ts";
import { defaultWardSettings, type WardSettings, wardKey } from "../ward.ts";
import type { Backtest } from "../ward-api.ts";
import { createMatcher, type Match, type TestsOfStay, testsOfStay } from "./match-tests.ts";
import { settle, type Watch } from "./settle.ts";

const HOUR_MS = 3_600_000;

/** What the files said of one stay: every version of it, the latest last. */
export type StayHistory = readonly [Admission, ...Admission[]];

export interface BacktestOptions {
  thresholdHours: number;
  rule: CountingRule;
  timeZone: string;
  /** Epoch ms. Episodes are counted as far as they lie within; one that is under way counts. */
  fromMs: number;
  toMs: number;
  /** The last instant at which a stay may begin to be one of the period. */
  lastAdmissionMs: number;
  /** How often the monitor looks, from `fromMs` on: decides which episodes it notices, and no more. */
  stepMs: number;
}

type Figures = Omit<
  Backtest,
  "from" | "to" | "thresholdHours" | "rejectedRows" | "rejected" | "remarks"
>;

/** One episode within the period, epoch ms. */
interface Episode {
  admission: Admission;
  fromMs: number;
  toMs: number;
}

/** A test that counts for no stay. */
export interface LooseTest {
  test: LabTest;
  why: Exclude<Match, object>;
}

/** What files say of one patient. */
export interface PatientHistory {
  stays: readonly StayHistory[];
  tests: readonly LabTest[];
}

/**
 * What the monitor would have done: its own rule is run over each patient's history, every row known
 * at its own instant. An episode begins when the gap reaches the threshold, or with the stay where it
 * had by then; it ends with the next counting test, the stay, or the period. Patients are added one
 * by one, so that whoever goes through many can let others have their turn; what is answered of each
 * are the tests that belong to none of its stays.
 */
export const createBacktest = (options: BacktestOptions) => {
  const figures: Figures = {
    admissions: 0,
    admissionsWithEpisode: 0,
    episodes: 0,
    alertsOpened: 0,
    overdueHours: 0,
    alertsPerDay: {},
    alertsPerWard: {},
  };
  let overdueMs = 0;
  return {
    add({ stays, tests }: PatientHistory): LooseTest[] {
      const { testsOf, loose } = groupByStay(stays, tests);
      for (const versions of stays) {
        const stay = versions.at(-1) ?? versions[0];
        if (!isWithin(stay, options)) continue;
        figures.admissions++;
        const episodes = findEpisodes(versions, testsOf.get(stay.admissionId) ?? [], options);
        if (episodes.length > 0) figures.admissionsWithEpisode++;
        for (const { admission, fromMs, toMs } of episodes) {
          figures.episodes++;
          if (nextTick(fromMs, options) < toMs) figures.alertsOpened++;
          overdueMs += toMs - fromMs;
          count(figures.alertsPerDay, clinicDay(fromMs, options.timeZone));
          count(figures.alertsPerWard, wardKey(admission.ward));
        }
      }
      return loose;
    },
    /** Of those that were added. */
    figures: (): Figures => ({ ...figures, overdueHours: overdueMs / HOUR_MS }),
  };
};

/** The tests of a patient by the stay that they belong to, in the order of their instants, and the rest. */
const groupByStay = (
  stays: readonly StayHistory[],
  tests: readonly LabTest[],
): { testsOf: Map<string, TimedTest[]>; loose: LooseTest[] } => {
  const matchOf = createMatcher(stays.map((versions) => versions.at(-1) ?? versions[0]));
  const testsOf = new Map<string, TimedTest[]>();
  const loose: LooseTest[] = [];
  const timed = tests.map((test) => ({ test, atMs: Date.parse(test.performedAt) }));
  for (const one of timed.sort((left, right) => left.atMs - right.atMs)) {
    const match = matchOf(one.test);
    if (typeof match === "string") {
      loose.push({ test: one.test, why: match });
      continue;
    }
    const group = testsOf.get(match.admissionId);
    if (group) group.push(one);
    else testsOf.set(match.admissionId, [one]);
  }
  return { testsOf, loose };
};

interface TimedTest {
  test: LabTest;
  atMs: number;
}

/** The episodes of one stay within the period, in order. `tests`: its own, in order. */
const findEpisodes = (
  versions: StayHistory,
  tests: readonly TimedTest[],
  options: BacktestOptions,
): Episode[] => {
  const final = versions.at(-1) ?? versions[0];
  const endMs = Math.min(endOfStay(final), options.toMs);
  const beginMs = Math.max(startOfStay(final), options.fromMs);
  const settings = settingsOf(options);
  const news = instantsOf(versions, tests).filter((at) => at > beginMs && at < endMs);
  const episodes: Episode[] = [];
  let open: Episode | undefined;
  let watch: Watch | null = null;
  let nowMs = beginMs;
  let known: TestsOfStay<LabTest> = { last: null, unmapped: null };
  let seen = 0;
  let told = 0;
  while (nowMs < endMs) {
    // Of what was known before only the last ones can still matter.
    const fresh = [known.last, known.unmapped].filter((test) => test !== null);
    for (let next = tests[seen]; next && next.atMs <= nowMs; next = tests[++seen]) {
      fresh.push(next.test);
    }
    known = testsOfStay(final, [final], fresh, options.rule);
    const { last, unmapped } = known;
    const admission = { ...final, ...placeAt(versions, nowMs) };
    const settled = settle({
      admission,
      lastTest: last,
      unmapped,
      previous: watch,
      entries: [],
      viewedAt: null,
      settings,
      nowMs,
      mayOpen: true,
      because: "facts",
    });
    for (const { what } of settled.changes) {
      if (what === "opened") open = { admission, fromMs: nowMs, toMs: endMs };
      if (what === "closed" && open) {
        episodes.push({ ...open, toMs: nowMs });
        open = undefined;
      }
    }
    watch = settled.watch;
    while ((news[told] ?? endMs) <= nowMs && told < news.length) told++;
    nowMs = nextInstant(nowMs, watch?.nextAt ?? null, news[told] ?? endMs, endMs);
  }
  if (open) episodes.push(open);
  return episodes;
};

const nextTick = (atMs: number, { fromMs, stepMs }: BacktestOptions) =>
  fromMs + Math.ceil((atMs - fromMs) / stepMs) * stepMs;

const count = (counts: Record<string, number>, key: string) => {
  // A ward may be called like something that every object has.
  counts[key] = (Object.hasOwn(counts, key) ? (counts[key] ?? 0) : 0) + 1;
};

/** One that ended as it began is a stay too. */
const isWithin = (stay: Admission, { fromMs, lastAdmissionMs }: BacktestOptions) => {
  const beganMs = startOfStay(stay);
  if (stay.status === "cancelled" || beganMs > lastAdmissionMs) return false;
  return beganMs >= fromMs || endOfStay(stay) > fromMs;
};

/** One threshold for all, and an alert that stays open until a test or the end of the stay. */
const settingsOf = ({ thresholdHours, rule }: BacktestOptions): WardSettings => ({
  ...defaultWardSettings,
  policy: {
    ...defaultWardSettings.policy,
    thresholdHours,
    escalateAfterMinutes: null,
    unviewedMinutes: null,
  },
  counting: rule,
});

/** When something new was known, in order. */
const instantsOf = (versions: StayHistory, tests: readonly TimedTest[]): number[] =>
  [
    ...tests.map(({ atMs }) => atMs),
    ...versions.map(({ source }) => Date.parse(source.sourceAt)),
  ].sort((one, other) => one - other);

/** Where the patient lay, as far as was known. */
const placeAt = (versions: StayHistory, atMs: number): Pick<Admission, "ward" | "bed"> => {
  let place = versions[0];
  for (const version of versions) if (Date.parse(version.source.sourceAt) <= atMs) place = version;
  return { ward: place.ward, bed: place.bed };
};

const nextInstant = (nowMs: number, nextAt: string | null, next: number, endMs: number): number => {
  const due = nextAt === null ? endMs : Date.parse(nextAt);
  return Math.min(next, due > nowMs ? due : endMs, endMs);
};
