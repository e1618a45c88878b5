import fc from "fast-check";
import { afterEach, expect, test } from "vitest";
import { append, pending } from "../journal.ts";
import { push } from "../push.ts";
import { JOURNAL_NAME, openStorage } from "../storage.ts";
import { type ClinicServer, createClinicServer, type Fate } from "../testing/clinic-server.ts";
import { createPhone, type Phone } from "../testing/phone.ts";
import { createWardServer, type WardServer } from "../testing/ward-server.ts";
import { pushWard } from "./push-ward.ts";
import {
  appendWardEntry,
  openWardJournal,
  readWardJournal,
  removeRejected,
  type WardDeed,
  type WardJournal,
} from "./ward-journal.ts";
import { openWardStorage } from "./ward-storage.ts";

const at = "2026-11-20T09:00:00.000Z";
const acknowledged = (admissionId = "a1"): WardDeed => ({
  type: "acknowledge",
  body: {
    ward: "4B",
    patientId: "p1",
    admissionId,
    episode: `${admissionId}@${at}`,
    by: { name: "Ana" },
    what: "seen",
  },
});
const viewed: WardDeed = {
  type: "view",
  body: { ward: "4B", screen: "tablet", dataAsOf: at, monitorAt: at, episodes: [`a1@${at}`] },
};

let databases = 0;

interface Tablet {
  phone: Phone;
  journal: WardJournal;
  restart(): void;
  openTab(): WardJournal;
}

/** A device with both streams in one database. */
const createTablet = (server: WardServer, clinic: ClinicServer): Tablet => {
  const fetch: typeof globalThis.fetch = (url, init) =>
    (String(url).includes("/sync") ? server : clinic).fetch(url, init);
  const phone = createPhone(fetch);
  databases += 1;
  const name = `${JOURNAL_NAME}-${databases}`;
  const open = () =>
    openWardJournal(phone.journal.environment, openWardStorage(phone.journal.environment, name));
  const tablet: Tablet = {
    phone,
    journal: open(),
    restart: () => {
      tablet.journal.storage.close();
      phone.restart();
      tablet.journal = open();
    },
    openTab: open,
  };
  return tablet;
};

const nothing = async () => {};
const waitingIds = async (journal: WardJournal) =>
  (await readWardJournal(journal)).entries.map(({ id }) => id);

let tablet: Tablet;
afterEach(() => {
  tablet.journal.storage.close();
  tablet.phone.journal.storage.close();
});

test("an entry is on the disk when it is recorded, numbered, and leaves when it is confirmed", async () => {
  const server = createWardServer();
  tablet = createTablet(server, createClinicServer());
  const first = await appendWardEntry(tablet.journal, "main", acknowledged());
  tablet.restart();
  const second = await appendWardEntry(tablet.journal, "main", viewed);
  expect([first.seq, second.seq]).toEqual([0, 1]);
  expect(first).toMatchObject({ stream: "ward", deviceAt: at, site: "main" });

  const confirmed: string[] = [];
  const failure = await pushWard(tablet.journal, async (entries, receivedAt) => {
    // While the screen is told, the journal still has it.
    expect(await waitingIds(tablet.journal)).toEqual([first.id, second.id]);
    confirmed.push(...entries.map(({ id }) => id), receivedAt);
  });
  expect(failure).toBeUndefined();
  expect(confirmed).toEqual([first.id, second.id, at]);
  expect(await waitingIds(tablet.journal)).toEqual([]);
  expect(server.requests).toHaveLength(1);
  expect(server.requests[0]?.url).toBe("/api/v1/sync?site=main");
  expect(server.stored.get(first.id)?.entry).not.toHaveProperty("site");
  const { device } = await readWardJournal(tablet.journal);
  expect(server.stored.get(first.id)?.tablet).toBe(device?.tablet);
});

test("both streams lie in one database and do not meet", async () => {
  const server = createWardServer();
  const clinic = createClinicServer();
  tablet = createTablet(server, clinic);
  const { environment } = tablet.phone.journal;
  const name = `${JOURNAL_NAME}-shared`;
  const visits = { ...tablet.phone.journal, storage: openStorage(environment, name) };
  const ward = openWardJournal(environment, openWardStorage(environment, name));
  await appendWardEntry(ward, "main", acknowledged());
  await append(visits, { type: "scan", site: "main", station: "lab" });
  expect((await pending(visits)).map(({ stream }) => stream)).toEqual(["visit"]);
  expect((await readWardJournal(ward)).entries.map(({ stream }) => stream)).toEqual(["ward"]);
  expect(await push(visits)).toBeUndefined();
  expect(await waitingIds(ward)).toHaveLength(1);
  expect(await pushWard(ward, nothing)).toBeUndefined();
  expect([clinic.stored.size, server.stored.size]).toEqual([1, 1]);
  visits.storage.close();
  ward.storage.close();
});

test("what the server refuses is kept, said why, and holds nothing up", async () => {
  const server = createWardServer(["a1"]);
  tablet = createTablet(server, createClinicServer());
  const refused = await appendWardEntry(tablet.journal, "main", acknowledged("a9"));
  const unreadable = await appendWardEntry(tablet.journal, "main", {
    ...viewed,
    body: { ...viewed.body, dataAsOf: "yesterday" },
  } as WardDeed);
  const fine = await appendWardEntry(tablet.journal, "main", acknowledged());
  expect(await pushWard(tablet.journal, nothing)).toBeUndefined();
  const { entries } = await readWardJournal(tablet.journal);
  expect(entries.map(({ id, rejected }) => [id, rejected?.code])).toEqual([
    [refused.id, "UNKNOWN_ADMISSION"],
    [unreadable.id, "UNREADABLE"],
  ]);
  expect([...server.stored.keys()]).toEqual([fine.id]);
  await removeRejected(tablet.journal, refused.id);
  expect(await waitingIds(tablet.journal)).toEqual([unreadable.id]);
});

test("a sign-in that has ended leaves everything waiting", async () => {
  const server = createWardServer();
  tablet = createTablet(server, createClinicServer());
  const { id } = await appendWardEntry(tablet.journal, "main", acknowledged());
  const refuse = async () =>
    Response.json({ error: { code: "UNAUTHENTICATED", message: "" } }, { status: 401 });
  const journal = {
    ...tablet.journal,
    environment: { ...tablet.journal.environment, fetch: refuse },
  };
  expect(await pushWard(journal, nothing)).toEqual({ status: 401, code: "UNAUTHENTICATED" });
  expect(await waitingIds(tablet.journal)).toEqual([id]);
  await removeRejected(tablet.journal, id);
  expect(await waitingIds(tablet.journal), "only rejected ones can be removed").toEqual([id]);
});

test("a long night offline goes in several requests", async () => {
  const server = createWardServer();
  tablet = createTablet(server, createClinicServer());
  for (let count = 0; count < 201; count++) {
    await appendWardEntry(tablet.journal, "main", viewed);
  }
  expect(await pushWard(tablet.journal, nothing)).toBeUndefined();
  expect(server.requests.map(({ body }) => body.entries.length)).toEqual([200, 1]);
});

type Step = { do: "append" | "refused" | "restart" | "two tabs" } | { do: "push"; fates: Fate[] };
const fate = fc.constantFrom<Fate>(
  "answered",
  "lost",
  "answer lost",
  "captive portal",
  "half answered",
  "unavailable",
);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Step>({ do: "append" }) },
  {
    weight: 3,
    arbitrary: fc.constantFrom<Step>({ do: "refused" }, { do: "restart" }, { do: "two tabs" }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("push" as const),
      fates: fc.array(fate, { maxLength: 4 }),
    }),
  },
);

test("whatever happens, nothing leaves before the server has it, and nothing comes twice", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const server = createWardServer();
      tablet = createTablet(server, createClinicServer());
      const recorded: string[] = [];
      const refused = new Set<string>();
      const told = new Set<string>();
      const tell = async (entries: { id: string }[]) => {
        for (const { id } of entries) told.add(id);
      };
      for (const next of steps) {
        if (next.do === "push") {
          server.fates = [...next.fates];
          await pushWard(tablet.journal, tell);
        } else if (next.do === "restart") {
          tablet.restart();
        } else if (next.do === "two tabs") {
          const other = tablet.openTab();
          await Promise.all([pushWard(tablet.journal, tell), pushWard(other, tell)]);
          other.storage.close();
        } else {
          const admission = next.do === "append" ? "a1" : "a9";
          const { id } = await appendWardEntry(tablet.journal, "main", acknowledged(admission));
          recorded.push(id);
          if (next.do === "refused") refused.add(id);
        }
        const kept = new Set(await waitingIds(tablet.journal));
        for (const id of recorded) expect(kept.has(id) || server.stored.has(id)).toBe(true);
        for (const id of told) expect(server.stored.has(id)).toBe(true);
      }
      server.fates = [];
      expect(await pushWard(tablet.journal, tell)).toBeUndefined();
      expect([...server.stored.keys()].sort()).toEqual(
        recorded.filter((id) => !refused.has(id)).sort(),
      );
      expect(await waitingIds(tablet.journal)).toEqual(recorded.filter((id) => refused.has(id)));
      const seqs = [...server.stored.values()].map(({ entry }) => entry.seq);
      expect(new Set(seqs).size).toBe(seqs.length);
      tablet.journal.storage.close();
    }),
    { numRuns: 60 },
  );
});
