import { replaced, wrongSize } from "@throughline/shared/csv/file-problem.ts";
import type { FileProblem, RowIssue } from "@throughline/shared/file-report.ts";
import { noCounts } from "@throughline/shared/file-report.ts";
import type { OperationDeps } from "../../deps.ts";
import type { StoredFile } from "../../store/clinical/files.ts";
import type { ObjectFacts } from "../../store/objects.ts";
import { mapIfSetAnew } from "../ward/map-statuses.ts";
import { holdUpWhereFailed } from "./hold-up.ts";
import type { Intake } from "./intake.ts";
import { isFinished, type KeptFile, keepFile, withReport } from "./keep-file.ts";
import { createKeyFilter } from "./key-filter.ts";
import { ensureFeed, noteArrival } from "./note-feed.ts";
import { keepTurnaround } from "./note-turnaround.ts";
import { type OpenFile, openFile } from "./open-file.ts";
import { isFull, passThrough } from "./pass-through.ts";
import { readAgain } from "./read-again.ts";
import { registerFile } from "./register-file.ts";
import { listRemarks, newTally, type Tally } from "./tally.ts";

/** So often a file's report tells how far it is. */
const PROGRESS_MS = 2_000;
const ISSUES_AT_A_TIME = 100;

/**
 * Takes in one file of the bucket, from its bytes to everything that follows from them. May be
 * called any number of times for the same one, also at once and after any crash: everything it
 * writes is on a condition and may be repeated, and a file that is not done does all of it again.
 */
export const ingestFile = async (
  deps: OperationDeps,
  { site, key, batchRows }: { site: string; key: string; batchRows?: number },
): Promise<void> => {
  const arrived = await registerFile(deps, { site, key });
  if (!arrived) return;
  const { object } = arrived;
  const kept = keepFile(deps, site, arrived.file);
  await holdUpWhereFailed(deps, site, kept, async () => {
    if (!(await finishFile(deps, site, kept, { object, batchRows }))) return;
    await deps.objects.move(key, placeOf(site, kept.known), etagOf(object));
  });
};

/** Takes a file in and says so; false when its bytes are no longer there. */
const finishFile = async (
  deps: OperationDeps,
  site: string,
  kept: KeptFile,
  { object, batchRows }: { object: ObjectFacts; batchRows: number | undefined },
): Promise<boolean> => {
  const { key } = object;
  while (!isFinished(kept.known)) {
    const { report } = kept.known;
    if (report.size !== null && report.size !== object.size) {
      const problem = wrongSize(report.size, object.size);
      await finish(deps, site, kept, object, { problem, tally: newTally() });
      break;
    }
    const opened = await openFile(deps, site, report, (options) =>
      deps.objects.read(key, { ...options, ...etagOf(object) }),
    );
    if (opened === "missing") {
      const stands = await deps.objects.head(key);
      // Whoever has moved it has finished it; another file over it is one of its own.
      if (stands && stands.etag !== object.etag) {
        await finish(deps, site, kept, object, { problem: replaced, tally: newTally() });
      }
      return false;
    }
    if ("problem" in opened) {
      const { problem } = opened;
      await finish(deps, site, kept, object, { problem, tally: newTally() });
    } else {
      try {
        await takeIn(deps, site, kept, opened, { object, ...(batchRows && { batchRows }) });
      } finally {
        await opened.items.return(undefined);
      }
    }
  }
  return true;
};

const etagOf = ({ etag }: ObjectFacts) => (etag === undefined ? {} : { etag });

/** Where the bytes of a finished file lie. */
const placeOf = (site: string, { report }: Pick<StoredFile, "report">): string =>
  `${report.state === "failed" ? "failed" : "completed"}/${site}/${report.fileId}.csv`;

const takeIn = async (
  deps: OperationDeps,
  site: string,
  kept: KeptFile,
  opened: OpenFile,
  { object, batchRows }: { object: ObjectFacts; batchRows?: number },
): Promise<void> => {
  const { files, rowIssues } = deps.store.clinical;
  const { kind } = opened.header.header;
  await ensureFeed(deps, site, { name: opened.name, kind });
  const { run, asOf } = await begin(deps, kept, opened);
  if (isFinished(kept.known)) return;
  const isRepeated = run > 1;
  const { fileId, name, receivedAt } = kept.known.report;
  // Files that hold as of earlier find it from now on, whatever of it has gone in.
  await files.registerAsOf(site, kind, asOf, fileId);

  const tally = newTally();
  const passed = createKeyFilter();
  let itselfToo = false;
  const intake: Intake = {
    deps,
    site,
    file: { fileId, name, asOf, receivedAt, feed: opened.name, full: isFull(opened) },
    isRepeated,
    tally,
    settled: [],
    passed,
    async noteAgain(from, key) {
      if (from === null) return;
      itselfToo ||= passed.mayHave(key);
      await kept.change((file) =>
        file.again !== undefined && file.again <= from ? undefined : { ...file, again: from },
      );
    },
  };
  const report = reportProgress(deps, site, kept, { tally, run });
  const size = batchRows === undefined ? {} : { batchRows };
  const problem = await passThrough(intake, opened, { onBatch: report.onBatch, ...size });
  await report.end();
  await keepTurnaround(deps, site, intake.file, tally);

  const { again } = kept.known;
  if (again !== undefined) {
    const { read, gone, unread } = await readAgain(deps, site, kept.known, again, {
      isRepeated,
      itselfToo,
      ...size,
    });
    if (read > 0) tally.remarks.set(READ_AGAIN, read);
    if (gone > 0) tally.remarks.set(GONE, gone);
    if (unread > 0) tally.remarks.set(UNREAD, unread);
  }
  if (!problem && tally.counts.rows > tally.counts.rejected) {
    const unknownStatuses = [...tally.unknownStatuses];
    await noteArrival(deps, site, opened.name, { receivedAt, asOf, unknownStatuses });
  }
  await mapIfSetAnew(deps, site, opened.name, opened.profile);
  // Where another run began meanwhile and broke off, this one took what that wrote for known.
  await finish(deps, site, kept, object, {
    problem,
    tally,
    run,
    may: ({ runs }) => isRepeated || runs === run,
  });
  if (kept.known.finishedBy !== run) return;
  for (let other = 1; other <= (kept.known.runs ?? 0); other++) {
    if (other !== run) await rowIssues.removeAll(site, { fileId, run: other });
  }
};

const READ_AGAIN =
  "Files that hold as of later came before this one: they were read again after it (how many).";
const GONE =
  "Files that hold as of later came before this one and should be read again, but are gone from the bucket (how many): send them again.";
const UNREAD =
  "Files that hold as of later came before this one and should be read again, but cannot be as their feed is set now (how many): set it so that it reads them, and send this file again.";

/** Says on the file's item that it is being taken in, and as of when it holds, whoever begins it. */
const begin = async (
  { now }: Pick<OperationDeps, "now">,
  kept: KeptFile,
  opened: OpenFile,
): Promise<{ run: number; asOf: string }> => {
  const { name, header, asOf, asOfFrom } = opened;
  let run = 0;
  await kept.change((file) => {
    const { startedAt, asOf: known } = file.report;
    run = (file.runs ?? 0) + 1;
    const next = withReport({
      state: "processing",
      feed: name,
      kind: header.header.kind,
      ...(startedAt === null || known === null ? { asOf, asOfFrom } : {}),
      full: isFull(opened),
      encoding: header.encoding,
      delimiter: opened.profile.delimiter,
      extraColumns: header.header.extra,
      startedAt: startedAt ?? new Date(now()).toISOString(),
      counts: noCounts,
      remarks: [],
    })(file);
    return next && { ...next, runs: run };
  });
  return { run, asOf: kept.known.report.asOf ?? asOf };
};

const reportProgress = (
  { store, now }: Pick<OperationDeps, "store" | "now">,
  site: string,
  kept: KeptFile,
  { tally, run }: { tally: Tally; run: number },
) => {
  const { fileId } = kept.known.report;
  let waiting: RowIssue[] = [];
  let reportedMs = now();
  const handOn = async (most: number) => {
    await store.clinical.rowIssues.add(site, { fileId, run }, waiting.slice(0, most));
    waiting = waiting.slice(most);
  };
  return {
    async onBatch(issues: RowIssue[]) {
      for (const issue of issues) waiting.push(issue);
      const whole = waiting.length - (waiting.length % ISSUES_AT_A_TIME);
      if (whole > 0) await handOn(whole);
      if (now() - reportedMs < PROGRESS_MS) return;
      reportedMs = now();
      await kept.change(withReport({ counts: { ...tally.counts }, remarks: listRemarks(tally) }));
    },
    end: () => handOn(waiting.length),
  };
};

const finish = async (
  { now }: Pick<OperationDeps, "now">,
  site: string,
  kept: KeptFile,
  { key, etag }: ObjectFacts,
  {
    problem = null,
    tally,
    run,
    may = () => true,
  }: {
    problem: FileProblem | null | undefined;
    tally: Tally;
    run?: number;
    /** Given what stands; false: it is not done yet. */
    may?: (file: StoredFile) => boolean;
  },
): Promise<void> => {
  const nowIso = new Date(now()).toISOString();
  const { counts } = tally;
  await kept.change((file) => {
    if (!may(file)) return undefined;
    const next = withReport({
      state: problem ? "failed" : "done",
      startedAt: file.report.startedAt ?? nowIso,
      finishedAt: nowIso,
      counts,
      remarks: listRemarks(tally),
      problem: problem ?? null,
      heldUp: null,
    })(file);
    const by = run === undefined ? {} : { finishedBy: run };
    const from = { arrivedAs: key, ...(etag !== undefined && { etag }) };
    return next && { ...next, ...by, ...from, objectKey: placeOf(site, next) };
  });
};
