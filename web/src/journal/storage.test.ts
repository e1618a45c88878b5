import "fake-indexeddb/auto";
import { afterEach, expect, test, vi } from "vitest";
import { newDevice } from "./device.ts";
import { append, openJournal, pending, readSnapshot } from "./journal.ts";
import { memoryStorage } from "./memory-storage.ts";
import { push } from "./push.ts";
import { removeEntry, removeVisit } from "./remove.ts";
import { openStorage } from "./storage.ts";
import { createClinicServer } from "./testing/clinic-server.ts";
import { createPhone } from "./testing/phone.ts";

const offline = () => Promise.reject(new TypeError("Failed to fetch"));
afterEach(() => {
  vi.restoreAllMocks();
});

const failing = (times: number, name: string) => {
  const real = IDBDatabase.prototype.transaction;
  let calls = 0;
  vi.spyOn(IDBDatabase.prototype, "transaction").mockImplementation(function (
    this: IDBDatabase,
    ...args
  ) {
    calls += 1;
    if (calls <= times) throw new DOMException("Connection to Indexed Database server lost", name);
    return real.apply(this, args);
  });
  return () => calls;
};

test("a scan is written with strict durability", async () => {
  const { journal } = createPhone(offline);
  await readSnapshot(journal);
  const transaction = vi.spyOn(IDBDatabase.prototype, "transaction");
  await append(journal, { type: "scan", site: "main", station: "lab" });
  expect(transaction).toHaveBeenCalledTimes(1);
  expect(transaction).toHaveBeenCalledWith(["entries", "device"], "readwrite", {
    durability: "strict",
  });
});

test.each(["UnknownError", "InvalidStateError", "QuotaExceededError", "AbortError"])(
  "%s is tried again on a new connection, and the scan is recorded once",
  async (name) => {
    const { journal } = createPhone(offline);
    await readSnapshot(journal);
    const calls = failing(2, name);
    await append(journal, { type: "scan", site: "main", station: "lab" });
    expect(calls()).toBe(3);
    expect(await pending(journal)).toHaveLength(1);
  },
);

test("an error that stays is thrown as it is", async () => {
  const { journal } = createPhone(offline);
  await readSnapshot(journal);
  failing(100, "QuotaExceededError");
  await expect(pending(journal)).rejects.toThrow("lost");
});

test("blocked storage is not tried again", async () => {
  const { journal } = createPhone(offline);
  await readSnapshot(journal);
  const calls = failing(100, "SecurityError");
  await expect(pending(journal)).rejects.toThrow();
  expect(calls()).toBe(1);
});

test("an opening that is never answered is given up", async () => {
  const { environment } = createPhone(offline).journal;
  vi.spyOn(indexedDB, "open").mockImplementation(() => new IDBOpenDBRequest());
  const impatient = {
    ...environment,
    after: (_: number, run: () => void) => environment.after(0, run),
  };
  const storage = openStorage(impatient, "unanswered");
  await expect(storage.read((transaction) => transaction.device())).rejects.toThrow("did not open");
});

test("work that fails half-way leaves nothing behind", async () => {
  const { journal } = createPhone(offline);
  const { storage } = journal;
  await expect(
    storage.write(async (transaction) => {
      await transaction.putDevice({ ...newDevice(), nextSeq: 99 });
      throw new Error("half-way");
    }),
  ).rejects.toThrow("half-way");
  expect((await readSnapshot(journal)).device.nextSeq).toBe(0);
});

test("a journal in memory keeps to the same rules, for as long as its page", async () => {
  const server = createClinicServer();
  const { environment } = createPhone(server.fetch).journal;
  const journal = openJournal(environment, memoryStorage());
  await Promise.all([
    append(journal, { type: "scan", site: "main", station: "lab" }),
    append(journal, { type: "scan", site: "main", station: "vitals" }),
    append(journal, { type: "scan", site: "main", station: "no-such-station" }),
  ]);
  expect((await pending(journal)).map(({ seq }) => seq)).toEqual([0, 1, 2]);
  expect(await push(journal)).toBeUndefined();
  const { entries, device } = await readSnapshot(journal);
  expect(entries.map(({ rejected }) => rejected?.code)).toEqual(["UNKNOWN_STATION"]);
  expect(device.visits.main?.scans).toHaveLength(3);
  expect(server.stored.size).toBe(2);
});

test("two tabs number their entries apart", async () => {
  const phone = createPhone(offline);
  const tab = phone.openTab();
  const stations = Array.from({ length: 10 }, (_, index) => `station-${index}`);
  await Promise.all(
    stations.flatMap((station) => [
      append(phone.journal, { type: "scan", site: "main", station }),
      append(tab, { type: "scan", site: "annex", station }),
    ]),
  );
  const seqs = (await pending(phone.journal)).map(({ seq }) => seq);
  expect(seqs).toEqual(Array.from({ length: 20 }, (_, index) => index));
});

test("a removed entry is gone, from the timeline too", async () => {
  const { journal } = createPhone(offline);
  const appended = await append(journal, { type: "scan", site: "main", station: "lab" });
  await removeEntry(journal, appended?.entryId as string);
  const { entries, device } = await readSnapshot(journal);
  expect(entries).toEqual([]);
  expect(device.visits.main?.scans).toEqual([]);
});

test.each([
  ["send", 1],
  ["discard", 0],
] as const)("deleting the visit (%s) leaves %i of its entries to be sent", async (unsent, left) => {
  const { journal } = createPhone(offline);
  await append(journal, { type: "scan", site: "main", station: "lab" });
  await append(journal, { type: "scan", site: "annex", station: "lab" });
  await removeVisit(journal, "main", unsent);
  const { device } = await readSnapshot(journal);
  expect(Object.keys(device.visits)).toEqual(["annex"]);
  expect((await pending(journal)).filter(({ site }) => site === "main")).toHaveLength(left);
  expect((await pending(journal)).filter(({ site }) => site === "annex")).toHaveLength(1);
});
