import type { Admission } from "@throughline/shared/admission.ts";
import type { AlertChange } from "@throughline/shared/alert.ts";
import type { Feed } from "@throughline/shared/feed.ts";
import type { LabTest } from "@throughline/shared/lab-test.ts";
import { defaultSettings } from "@throughline/shared/site.ts";
import { type WardSettings, wardKey } from "@throughline/shared/ward.ts";
import type { PatientAlertMessage } from "@throughline/shared/ward-api.ts";
import type { OperationDeps } from "../deps.ts";
import type { LogEvent } from "../log.ts";
import { deliverOutbox } from "../operations/ward/deliver-outbox.ts";
import { tickSite } from "../operations/ward/run-monitor.ts";
import { settleAdmission } from "../operations/ward/settle-admission.ts";
import type { StoredAdmission } from "../store/clinical/admissions.ts";
import { createStore, type Store } from "../store/create-store.ts";
import { createTables } from "../store/create-tables.ts";
import type { Around } from "./memory-dynamo/memory-dynamo.ts";
import { createMemoryObjects } from "./memory-objects.ts";
import { openDatabase } from "./open-database.ts";
import { TABLES } from "./start-database.ts";

const SITE = "main";

/** What has left the server. */
export interface Told {
  broadcasts: ({ ward: string | null } & PatientAlertMessage["data"])[];
  pushes: { ward: string; count: number }[];
  mails: { to: readonly string[]; subject: string; text: string }[];
  calls: { webhook: string; body: Record<string, unknown> }[];
  log: LogEvent[];
}

/**
 * A site with the real monitor over a store in memory, its clock and all that it tells in the
 * test's hands. `around` stands around every command of the store.
 */
export const startMonitoredWard = async ({
  nowMs,
  around,
  staleMs = 0,
}: {
  nowMs: number;
  around?: Around;
  /** So far behind are reads that need not be consistent. */
  staleMs?: number;
}) => {
  const clock = { nowMs };
  const now = () => clock.nowMs;
  const memory = openDatabase({ now, staleMs: () => staleMs });
  const plain = memory.connect();
  await createTables(plain, TABLES);
  const open = (client: typeof plain): Store => createStore({ client, tables: TABLES, now });
  const outside = open(plain);
  await outside.settings.save(SITE, 0, defaultSettings("Europe/Berlin"));
  const told: Told = { broadcasts: [], pushes: [], mails: [], calls: [], log: [] };
  /** Set by a test: what a channel does before it takes anything. */
  const channels = { mail: async () => {}, call: async () => {}, push: async () => {} };
  const deps: OperationDeps = {
    store: open(memory.connect(around)),
    objects: createMemoryObjects(now),
    maxUploadBytes: 0,
    now,
    log: (event) => told.log.push(event),
    publicUrl: () => "https://clinic.example",
    hashCase: () => "",
    randomId: () => "",
    realtime: {
      async broadcast(_site, ward, data) {
        told.broadcasts.push({ ward, ...data });
      },
      async hangUp() {},
    },
    push: {
      publicKey: "",
      async send(_site, ward, count) {
        await channels.push();
        told.pushes.push({ ward, count });
      },
    },
    notify: {
      async mail(to, subject, text) {
        await channels.mail();
        told.mails.push({ to, subject, text });
      },
      async call(webhook, body) {
        await channels.call();
        told.calls.push({ webhook, body });
      },
    },
  };
  const { clinical } = outside;
  const settings = () => clinical.wardSettings.readFresh(SITE);

  const settle = async (
    stay: Pick<Admission, "patientId" | "admissionId">,
    facts?: Admission,
  ): Promise<void> => {
    const now = await settings();
    const settled = await settleAdmission(deps, SITE, stay, {
      settings: now,
      mayOpen: false,
      because: "facts",
      recount: true,
      change: (known) => (facts ? { admission: facts, stamp: "0" } : known),
    });
    if (settled) await deliverOutbox(deps, SITE, [settled], now);
  };

  return {
    site: SITE,
    deps,
    /** Every item of the clinical table as it stands. */
    items: () => memory.items(TABLES.clinical),
    /** Another process beside the first, whose clock may be off. */
    connect: (around: Around, aheadMs = 0): OperationDeps => ({
      ...deps,
      now: () => clock.nowMs + aheadMs,
      store: createStore({
        client: memory.connect(around),
        tables: TABLES,
        now: () => clock.nowMs + aheadMs,
      }),
    }),
    /** For looking: nothing stands around it. */
    clinical,
    clock,
    told,
    channels,
    tick: () => tickSite(deps, SITE),
    /** What a file says of a stay, taken in and settled. */
    async admit(facts: Admission) {
      await clinical.knownWards.add(SITE, facts.ward);
      await settle(facts, facts);
    },
    /** What a file says of a test, taken in and settled; later words on it take its place. */
    async say(test: LabTest) {
      const stamp = new Date(clock.nowMs).toISOString();
      await clinical.labTests.put(SITE, { test, stamp });
      for (const { admission } of await clinical.admissions.listOfPatient(SITE, test.patientId)) {
        await settle(admission);
      }
    },
    settle,
    async set(changes: Partial<WardSettings>) {
      const { version, ...known } = await settings();
      await clinical.wardSettings.save(SITE, version, { ...known, ...changes });
    },
    /** A laboratory's feed whose files reach to an instant. */
    async addFeed(changes: Partial<Feed> & { name: string }, nextAt: string | null = null) {
      const known = await clinical.feeds.get(SITE, changes.name);
      await clinical.feeds.save(SITE, {
        profile: null,
        tokens: [],
        version: 0,
        ...known,
        nextAt,
        feed: {
          kind: "lis",
          createdAt: new Date(clock.nowMs).toISOString(),
          maxSilenceMinutes: null,
          inUse: true,
          lastGoodAt: null,
          reachesTo: null,
          arrivals: [],
          silentSince: null,
          ...known?.feed,
          ...changes,
        },
      });
    },
    stay: async (patientId: string, admissionId: string): Promise<StoredAdmission> =>
      (await clinical.admissions.get(
        SITE,
        { patientId, admissionId },
        { consistent: true },
      )) as StoredAdmission,
    async alertLog(...days: string[]): Promise<AlertChange[]> {
      const all = await Promise.all(days.map((day) => clinical.alertLog.readDay(SITE, day)));
      return all.flat();
    },
    wardsTold: () => told.broadcasts.map(({ ward, alert_type }) => `${alert_type} ${ward ?? "*"}`),
    wardKey,
  };
};
export type MonitoredWard = Awaited<ReturnType<typeof startMonitoredWard>>;
