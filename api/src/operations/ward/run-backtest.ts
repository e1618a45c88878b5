import type { Admission } from "@throughline/shared/admission.ts";
import type { PmsRow } from "@throughline/shared/csv/check-pms-row.ts";
import type { Facts } from "@throughline/shared/csv/check-row.ts";
import { createFactsReader } from "@throughline/shared/csv/read-facts.ts";
import type { FileKind } from "@throughline/shared/feed.ts";
import { defaultFeedProfile, type FeedProfile } from "@throughline/shared/feed-profile.ts";
import type { FileProblem, RowIssue } from "@throughline/shared/file-report.ts";
import type { CountingRule, LabTest } from "@throughline/shared/lab-test.ts";
import { createBacktest, type StayHistory } from "@throughline/shared/monitor/backtest.ts";
import type { Source } from "@throughline/shared/source.ts";
import type { Backtest } from "@throughline/shared/ward-api.ts";
import { createLocalClock } from "@throughline/shared/written-time.ts";
import { readPieces } from "../ingest/read-pieces.ts";

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
  const rows: ReadRows = { rejectedRows: 0, rejected: [], remarks: [] };
  for (const file of ["pms", "lis"] as const) {
    const problem = await readHistory(request, file, rows, (facts, source) => {
      if (facts.kind === "pms" && facts.stay) {
        const stay = stayOf(facts, facts.stay, source);
        if (!stay) return BEGINS_NOWHERE;
        keep(historyOf(stay.patientId).stays, stay.admissionId, stay);
      } else if (facts.kind === "lis") {
        const test = { ...facts.test, source };
        keep(historyOf(test.patientId).tests, test.testId, test);
      }
      return undefined;
    });
    if (problem) return { file, problem };
  }
  const histories = [...patients.values()].map(inOrder);
  const { fromMs, toMs } = periodOf(histories, request);
  const found = createBacktest({ thresholdHours, rule, timeZone, fromMs, toMs, stepMs });
  for (const [index, history] of histories.entries()) {
    found.add(history);
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
const periodOf = (
  histories: readonly ReturnType<typeof inOrder>[],
  { fromMs, toMs, nowMs }: Pick<BacktestRequest, "fromMs" | "toMs" | "nowMs">,
): { fromMs: number; toMs: number } => {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  const see = (at: string | null) => {
    const ms = at === null ? Number.NaN : Date.parse(at);
    // A discharge may lie ahead as a plan: nothing is known of that time yet.
    if (!(ms <= nowMs)) return;
    first = Math.min(first, ms);
    last = Math.max(last, ms);
  };
  for (const { stays, tests } of histories) {
    for (const stay of stays.flat()) {
      see(stay.firstSeenAt);
      see(stay.dischargedAt);
    }
    for (const { performedAt } of tests) see(performedAt);
  }
  const from = fromMs ?? Math.min(first, toMs ?? nowMs, nowMs);
  return { fromMs: from, toMs: toMs ?? Math.max(from, Number.isFinite(last) ? last : nowMs) };
};
