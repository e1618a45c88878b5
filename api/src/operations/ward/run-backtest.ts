import type { Admission } from "@throughline/shared/admission.ts";
import type { PmsRow } from "@throughline/shared/csv/check-pms-row.ts";
import type { Facts } from "@throughline/shared/csv/check-row.ts";
import { createFactsReader } from "@throughline/shared/csv/read-facts.ts";
import type { FileKind } from "@throughline/shared/feed.ts";
import { defaultFeedProfile, type FeedProfile } from "@throughline/shared/feed-profile.ts";
import type { FileProblem, RowIssue } from "@throughline/shared/file-report.ts";
import type { CountingRule, LabTest } from "@throughline/shared/lab-test.ts";
import {
  type BacktestOptions,
  createBacktest,
  type LooseTest,
  type StayHistory,
} from "@throughline/shared/monitor/backtest.ts";
import type { Source } from "@throughline/shared/source.ts";
import type { Backtest } from "@throughline/shared/ward-api.ts";
import { createLocalClock } from "@throughline/shared/written-time.ts";
import { readPieces } from "../ingest/read-pieces.ts";
import { SEVERAL_STAYS, STAY_OF_ANOTHER } from "../ingest/stray-tests.ts";

export interface BacktestFile {
  name: string;
  bytes: AsyncIterable<Uint8Array>;
  /** How its feed writes; the usual way without one. */
  profile?: FeedProfile;
}

export interface BacktestRequest {
  pms: BacktestFile;
  lis: BacktestFile;
  thresholdHours: number;
  rule: CountingRule;
  timeZone: string;
  /** Epoch ms; undefined for as far as the files reach. */
  fromMs: number | undefined;
  toMs: number | undefined;
  stepMs: number;
  nowMs: number;
}

/** A file that cannot be read to its end. */
export interface UnreadableFile {
  file: "pms" | "lis";
  problem: FileProblem;
}

/**
 * What the monitor would have found in the history that two files tell. Rejects with whatever
 * reading a file fails with. Stays of which no row says when they began are left out, and counted
 * among the rejected rows.
 */
export const runBacktest = async (request: BacktestRequest): Promise<Backtest | UnreadableFile> => {
  const { thresholdHours, rule, timeZone, stepMs } = request;
  const patients = new Map<string, History>();
  const historyOf = (patientId: string) => {
    const history: History = patients.get(patientId) ?? { stays: new Map(), tests: new Map() };
    patients.set(patientId, history);
    return history;
  };
  const ownersOf = new Map<string, string[]>();
  const rows: ReadRows = { rejectedRows: 0, rejected: [], remarks: [] };
  const span = createSpan(request.nowMs);
  for (const file of ["pms", "lis"] as const) {
    const problem = await readHistory(request, file, rows, (facts, source) => {
      if (facts.kind === "pms" && facts.stay) {
        const stay = stayOf(facts, facts.stay, source);
        if (!stay) return BEGINS_NOWHERE;
        keep(historyOf(stay.patientId).stays, stay.admissionId, stay);
        keep(ownersOf, stay.admissionId, stay.patientId);
        span.see(facts.updatedAt, stay.admittedAt, stay.dischargedAt);
      } else if (facts.kind === "lis") {
        const test = { ...facts.test, source };
        keep(historyOf(test.patientId).tests, test.testId, test);
        span.see(facts.updatedAt, test.performedAt);
      }
      return undefined;
    });
    if (problem) return { file, problem };
  }
  const histories = [...patients.values()].map(inOrder);
  const period = span.periodOf(request);
  const { fromMs, toMs } = period;
  const found = createBacktest({ thresholdHours, rule, timeZone, stepMs, ...period });
  for (const [index, history] of histories.entries()) {
    for (const { test, why } of found.add(history)) {
      const problem = problemOf(test, why, ownersOf);
      if (problem) reject(rows, "lis", test.source.line, [problem]);
      else remark(rows, "lis", BELONGS_NOWHERE);
    }
    if (index % PATIENTS_AT_A_TIME === 0) await letOthersRun();
  }
  return {
    ...found.figures(),
    from: new Date(fromMs).toISOString(),
    to: new Date(toMs).toISOString(),
    thresholdHours,
    ...rows,
  };
};

/** Nobody's bed waits for the past: the server goes on with everything else in between. */
const letOthersRun = () => new Promise<void>((resolve) => setImmediate(resolve));
const PATIENTS_AT_A_TIME = 50;
const ROWS_AT_A_TIME = 500;

type ReadRows = Pick<Backtest, "rejectedRows" | "rejected" | "remarks">;
const SHOWN = 100;
const BEGINS_NOWHERE = [
  { column: "admission_date", reason: "is empty, and no updated_at says when the stay was known" },
];

const reject = (
  rows: ReadRows,
  file: "pms" | "lis",
  line: number,
  reasons: RowIssue["reasons"],
) => {
  rows.rejectedRows++;
  if (rows.rejected.length < SHOWN) rows.rejected.push({ file, line, reasons });
};

const remark = ({ remarks }: ReadRows, file: "pms" | "lis", sentence: string) => {
  const known = remarks.find((one) => one.file === file && one.sentence === sentence);
  if (known) known.rows++;
  else remarks.push({ file, sentence, rows: 1 });
};

interface History {
  stays: Map<string, Admission[]>;
  tests: Map<string, LabTest[]>;
}

const keep = <T>(lists: Map<string, T[]>, key: string, item: T) => {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
};

const readHistory = async (
  request: BacktestRequest,
  kind: "pms" | "lis",
  rows: ReadRows,
  take: (facts: Facts, source: Source) => RowIssue["reasons"] | undefined,
): Promise<FileProblem | undefined> => {
  const { name, bytes, profile = defaultFeedProfile } = request[kind];
  const asOf = new Date(request.nowMs).toISOString();
  const clock = createLocalClock(request.timeZone);
  const options = { profile, clock, receivedMs: request.nowMs, counting: request.rule };
  let items = 0;
  for await (const item of readPieces(bytes, createFactsReader(options))) {
    if (++items % ROWS_AT_A_TIME === 0) await letOthersRun();
    if (item.type === "end" && item.problem) return item.problem;
    if (item.type === "header" && item.header.kind !== kind) {
      return otherKind(kind, item.header.kind);
    }
    if (item.type === "rejected") reject(rows, kind, item.line, item.reasons);
    if (item.type !== "row" || item.facts.kind === "records") continue;
    const { line } = item;

    const sourceAt = item.facts.updatedAt ?? asOf;
    const reasons = take(item.facts, { fileId: kind, file: name, line, sourceAt, asOf });
    if (reasons) reject(rows, kind, line, reasons);
    else for (const sentence of item.remarks) remark(rows, kind, sentence);
  }
  return undefined;
};

const otherKind = (wanted: FileKind, found: FileKind): FileProblem => ({
  code: "WRONG_KIND",
  sentence: `This is a file of the kind ${found}, not ${wanted}.`,
  line: 1,
});

/** Undefined where nothing says when the stay began. */
const stayOf = (
  { updatedAt }: PmsRow,
  stay: NonNullable<PmsRow["stay"]>,
  source: Source,
): Admission | undefined => {
  const firstSeenAt = stay.admittedAt ?? updatedAt;
  return firstSeenAt === null ? undefined : { ...stay, firstSeenAt, missingSince: null, source };
};

/** The row of the latest time holds; of several at one time the last in the file. */
const bySource = (one: { source: Source }, other: { source: Source }) =>
  one.source.sourceAt < other.source.sourceAt
    ? -1
    : one.source.sourceAt > other.source.sourceAt
      ? 1
      : one.source.line - other.source.line;

const inOrder = ({ stays, tests }: History) => ({
  stays: [...stays.values()].map((versions) => {
    const seen = versions.map(({ firstSeenAt }) => firstSeenAt).sort();
    const [first, ...rest] = versions
      .map((stay) => ({ ...stay, firstSeenAt: seen[0] ?? stay.firstSeenAt }))
      .sort(bySource);
    return [first, ...rest] as unknown as StayHistory;
  }),
  tests: [...tests.values()].flatMap((versions) => versions.sort(bySource).at(-1) ?? []),
});

/** As asked for, else from the first to the last time that stands in the files. */
const createSpan = (nowMs: number) => {
  let first = nowMs;
  let last = Number.NEGATIVE_INFINITY;
  return {
    see(...instants: (string | null)[]): void {
      for (const at of instants) {
        const ms = at === null ? Number.NaN : Date.parse(at);
        // A discharge may lie ahead as a plan: nothing is known of that time yet.
        if (!(ms <= nowMs)) continue;
        first = Math.min(first, ms);
        last = Math.max(last, ms);
      }
    },
    periodOf({ fromMs, toMs }: Pick<BacktestRequest, "fromMs" | "toMs">): Period {
      const from = fromMs ?? Math.min(first, toMs ?? nowMs);
      // The last instant of the files belongs to them; an end that was asked for is the next period's.
      if (toMs !== undefined) return { fromMs: from, toMs, lastAdmissionMs: toMs - 1 };
      const to = Math.max(from, Number.isFinite(last) ? last : nowMs);
      return { fromMs: from, toMs: to, lastAdmissionMs: to };
    },
  };
};

type Period = Pick<BacktestOptions, "fromMs" | "toMs" | "lastAdmissionMs">;

/** Why a test's row is refused; undefined where it may well belong to no stay of the files. */
const problemOf = (
  { patientId, admissionId }: LabTest,
  why: LooseTest["why"],
  ownersOf: ReadonlyMap<string, string[]>,
): RowIssue["reasons"][number] | undefined => {
  if (why === "ambiguous") return { column: "admission_id", reason: SEVERAL_STAYS };
  const owners = ownersOf.get(admissionId) ?? [];
  if (owners.length === 0 || owners.includes(patientId)) return undefined;
  return { column: "admission_id", reason: STAY_OF_ANOTHER };
};

const BELONGS_NOWHERE = "It belongs to no stay of the other file.";
