import "fake-indexeddb/auto";
import { bedOf, snapshotOf } from "@throughline/shared/testing/ward.ts";
import { beforeEach, expect, test, vi } from "vitest";
import { fetchSnapshot } from "./fetch-ward.ts";
import { forgetWards, keepSent, keepSnapshot } from "./kept-wards.ts";
import { type KeptSnapshot, type SentAction, wardDatabase } from "./ward-database.ts";

const nowMs = Date.parse("2026-11-20T12:00:00.000Z");
const at = (minutes: number) => new Date(nowMs + minutes * 60_000).toISOString();
const bed = bedOf({ bed: "1", nowMs, testedHoursAgo: 50 });
const keptAt = (minutes: number, version: string): KeptSnapshot => ({
  site: "main",
  ward: "4B",
  snapshot: snapshotOf([bed], nowMs, { asOf: at(minutes), version }),
  etag: `"${version}"`,
  offsetMs: 0,
  fetchedAtMs: nowMs,
});
const kept = () => wardDatabase.snapshots.get(["main", "4B"]);
const { signal } = new AbortController();
const ask = async (known: KeptSnapshot | undefined) =>
  fetchSnapshot({ site: "main", ward: "4B", kept: known }, { signal });

beforeEach(forgetWards);

test("the newer word stays, whichever comes last", async () => {
  const before = nowMs - 1;
  await keepSnapshot(keptAt(2, "b"), before);
  await keepSnapshot(keptAt(1, "a"), before);
  expect((await kept())?.snapshot.version).toBe("b");
  await keepSnapshot(keptAt(3, "c"), before);
  expect((await kept())?.snapshot.version).toBe("c");
});

test("a server whose clock was set back is believed: it was asked later", async () => {
  await keepSnapshot(keptAt(60, "ahead"), nowMs - 1);
  await keepSnapshot(keptAt(1, "right"), nowMs);
  expect((await kept())?.snapshot).toMatchObject({ version: "right", asOf: at(1) });
});

test("an unchanged ward costs no body, and is as new as the server says", async () => {
  const requests: Headers[] = [];
  vi.stubGlobal("fetch", async (_: string, init: RequestInit) => {
    requests.push(new Headers(init.headers));
    return new Response(null, {
      status: 304,
      headers: { etag: '"a"', "x-as-of": at(5), "x-monitor-at": at(4) },
    });
  });
  await keepSnapshot(keptAt(1, "a"), nowMs);
  const answer = await ask(await kept());
  expect(answer.ok && answer.value.snapshot).toMatchObject({ asOf: at(5), monitorAt: at(4) });
  expect(requests[0]?.get("if-none-match")).toBe('"a"');
  expect((await kept())?.snapshot).toMatchObject({ asOf: at(5), monitorAt: at(4), version: "a" });
  expect((await kept())?.snapshot.beds).toHaveLength(1);
});

test("a new snapshot replaces the kept one, and tells the server's clock", async () => {
  const { snapshot } = keptAt(60, "b");
  vi.stubGlobal("fetch", async () => Response.json(snapshot, { headers: { etag: '"b"' } }));
  const aheadMs = nowMs + 60 * 60_000 - Date.now();
  const answer = await ask(undefined);
  expect(answer.ok && answer.value.etag).toBe('"b"');
  expect(Math.abs(((await kept())?.offsetMs ?? 0) - aheadMs)).toBeLessThan(60_000);
});

test("who is not signed in any more leaves nothing of a ward behind", async () => {
  await keepSnapshot(keptAt(1, "a"), nowMs);
  await keepSent([{ id: "x", site: "main", receivedAt: at(0) } as SentAction], nowMs);
  vi.stubGlobal("fetch", async () =>
    Response.json({ error: { code: "UNAUTHENTICATED", message: "" } }, { status: 401 }),
  );
  expect((await ask(await kept())).status).toBe(401);
  expect(await kept()).toBeUndefined();
  expect(await wardDatabase.sent.count()).toBe(0);
});

test("what was confirmed is kept for a day", async () => {
  await keepSent([{ id: "old", receivedAt: at(-1_441) } as SentAction], nowMs - 86_400_000);
  await keepSent([{ id: "new", receivedAt: at(0) } as SentAction], nowMs);
  expect((await wardDatabase.sent.toArray()).map(({ id }) => id)).toEqual(["new"]);
});

test("a browser whose storage never answers is told of its ward all the same", async () => {
  vi.stubGlobal("fetch", async () => Response.json(keptAt(1, "a").snapshot));
  const { snapshots } = wardDatabase;
  const transaction = vi.spyOn(wardDatabase, "transaction");
  transaction.mockReturnValue(new Promise(() => {}) as never);
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const asked = ask(undefined);
  await vi.waitUntil(() => vi.getTimerCount() > 0 && transaction.mock.calls.length > 0);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(await asked).toMatchObject({ ok: true, value: { snapshot: { version: "a" } } });
  vi.useRealTimers();
  transaction.mockRestore();
  expect(await snapshots.count()).toBe(0);
});
