import type { VisitCode } from "@throughline/shared/visit-code.ts";
import { appendForVisit } from "../src/journal/append-for-visit.ts";
import { createChanges } from "../src/journal/changes.ts";
import type { After, Environment } from "../src/journal/environment.ts";
import type { Journal } from "../src/journal/journal.ts";
import { readSnapshot } from "../src/journal/journal.ts";
import { memoryStorage } from "../src/journal/memory-storage.ts";
import type { PushLoop } from "../src/journal/push-loop.ts";
import type { Action } from "../src/journal/record.ts";
import { rememberGuide } from "../src/journal/remember-guide.ts";
import { removeEntry, removeVisit } from "../src/journal/remove.ts";
import { reportTablet } from "../src/journal/report-tablet.ts";
import { request } from "../src/journal/request.ts";
import { takeOver } from "../src/journal/take-over.ts";
import { observeMemory } from "./observe-memory.ts";
import { openPage, type Page } from "./page.ts";
import { openPageStorage } from "./page-storage.ts";
import type { Phone } from "./phone.ts";

/** The patient's page, in the order that `scan/first/main.ts` keeps, without its looks. */
export interface PatientPage {
  page: Page;
  /** Records something, as a scan that opened the page or a tap on it. */
  act(action: Action): Promise<void>;
  undo(pick: number): Promise<void>;
  remove(what: "rejected" | "send" | "discard"): Promise<void>;
  refreshGuide(): Promise<void>;
  /** As a station's tablet: records a scan for the visit of a code that its camera read. */
  scanFor(visit: VisitCode, station: string): Promise<void>;
  /** Goes on with the visit of a code. */
  takeOver(visit: VisitCode, replace: boolean): Promise<void>;
  wake(): void;
}

const SITE = "main";

/** Opens the page, by a scan or by its own address. */
export const openPatientPage = (
  phone: Phone,
  name: string,
  scan: Extract<Action, { type: "scan" }> | undefined,
): PatientPage => {
  const { world } = phone;
  const { code, ledger } = world;
  const page = openPage(phone, name, phone.locksWork);
  const environment: Environment = code.environment(page.environment);
  const open = (byOwner: boolean): Journal => ({
    environment,
    storage: code.storage(
      openPageStorage(page, (before, after) =>
        ledger.journalChanged(phone, before, after, byOwner),
      ),
    ),
    changes: createChanges(),
  });
  let journal = open(false);
  /** The same disk, for what its owner takes away. */
  let owner = open(true);
  let inMemory = false;
  let loop: PushLoop | undefined;

  const storing = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch {
      const storage = (byOwner: boolean) => observeMemory(memory, phone, ledger, byOwner);
      const memory = memoryStorage();
      journal = { ...journal, storage: storage(false) };
      owner = { ...owner, storage: storage(true) };
      inMemory = true;
      return work();
    }
  };

  const record = async (action: Action) => {
    const what = meant(action);
    const act = { trueMs: 0, page, type: action.type, what, inMemory };
    const append = () => {
      act.inMemory = inMemory;
      ledger.happens(act);
      return code.append(journal, action);
    };
    const appended = action.type === "scan" ? await storing(append) : await append();
    if (appended?.entryId) ledger.confirm(appended.entryId);
  };

  const start = async () => {
    if (scan) await record(scan);
    else await storing(() => readSnapshot(journal));
    loop = code.createPushLoop(environment, async () => {
      const failure = await code.push(journal);
      return failure ?? (phone.isTablet ? reportTablet(journal) : undefined);
    });
    loop.wake();
  };

  /** What a page does where its storage fails after all: it says so. */
  const saying = async (work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (problem) {
      if (!(problem instanceof DOMException)) throw problem;
      world.trace.add(`${name} says that the storage failed`);
    }
    loop?.wake();
  };

  void saying(start);
  return {
    page,
    act: (action) => saying(() => record(action)),
    undo: (pick) =>
      saying(async () => {
        const { device } = await readSnapshot(journal);
        const scans = device.visits[SITE]?.scans ?? [];
        const scan = scans[scans.length - 1 - (pick % Math.max(1, scans.length))];
        if (scan) await record({ type: "void", site: SITE, scanId: scan.id });
      }),
    remove: (what) =>
      saying(async () => {
        if (what !== "rejected") return removeVisit(owner, SITE, what);
        const { entries } = await readSnapshot(journal);
        const refused = entries.find(({ rejected }) => rejected);
        if (refused) await removeEntry(owner, refused.id);
      }),
    scanFor: (visit, station) =>
      saying(async () => {
        ledger.happens({ trueMs: 0, page, type: "scan", what: station, inMemory });
        ledger.confirm((await appendForVisit(journal, { code: visit, station })).entryId);
      }),
    takeOver: (visit, replace) => saying(() => takeOver(journal, visit, { replace })),
    refreshGuide: () => saying(() => fetchGuide(journal, environment)),
    wake: () => loop?.wake(),
  };
};

const meant = (action: Action): string => {
  if (action.type === "scan") return action.station;
  if (action.type === "void") return action.scanId;
  return action.type === "reason" ? action.reason : "";
};

interface GuideAnswer {
  timeZone: string;
  visitLimitHours: number;
  stations: { code: string; kind: string }[];
}

const fetchGuide = async (
  journal: Journal,
  { fetch, after }: { fetch: typeof globalThis.fetch; after: After },
) => {
  const answer = await request(`/api/v1/public/sites/${SITE}/guide`, {
    read: (json) =>
      Array.isArray((json as GuideAnswer).stations) ? (json as GuideAnswer) : undefined,
    fetch,
    after,
  });
  if (!answer.ok) return;
  const { timeZone, visitLimitHours, stations } = answer.value;
  const exits = stations.filter(({ kind }) => kind === "exit").map(({ code }) => code);
  await rememberGuide(journal, SITE, { timeZone, visitLimitHours, exits, labels: {} });
};
