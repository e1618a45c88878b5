import { pushRequestSchema } from "@throughline/shared/journal.ts";
import { afterEach, expect, test } from "vitest";
import { appendForVisit } from "./append-for-visit.ts";
import { append, pending, readSnapshot } from "./journal.ts";
import { push } from "./push.ts";
import { settle } from "./settle.ts";
import { type ClinicServer, createClinicServer } from "./testing/clinic-server.ts";
import { createPhone, type Phone } from "./testing/phone.ts";

const minute = 60_000;
let phone: Phone | undefined;
afterEach(() => phone?.journal.storage.close());

const pass = (ms: number) => {
  if (!phone) return;
  phone.clock.wallMs += ms;
  phone.clock.monotonicMs += ms;
};

const setUp = (server: ClinicServer): Phone => {
  phone = createPhone(server.fetch);
  return phone;
};

const scan = (station: string, site = "main") => {
  pass(2 * minute);
  return append((phone as Phone).journal, { type: "scan", site, station });
};

test("a push speaks the protocol, with its own clock at every attempt", async () => {
  const server = createClinicServer();
  const { journal } = setUp(server);
  await scan("entrance");
  server.fates = ["answer lost"];
  expect(await push(journal)).toEqual({ status: 0, code: "NO_CONNECTION" });
  pass(minute);
  expect(await push(journal)).toBeUndefined();
  const [first, second] = server.requests;
  expect(pushRequestSchema.safeParse(second?.body).success).toBe(true);
  expect(second?.url).toBe("/api/v1/public/sites/main/scans");
  expect(Date.parse(second?.body.sentAt ?? "") - Date.parse(first?.body.sentAt ?? "")).toBe(minute);
  expect((second?.body.monotonicMs ?? 0) - (first?.body.monotonicMs ?? 0)).toBe(minute);
  expect(second?.body.entries).toEqual(first?.body.entries);
});

test("a push after a restart names the new boot, and its entries the old one", async () => {
  const server = createClinicServer();
  const { journal } = setUp(server);
  await scan("entrance");
  phone?.restart();
  await push((phone as Phone).journal);
  const body = server.requests[0]?.body;
  expect(body?.entries[0]?.bootId).toBe(journal.environment.bootId);
  expect(body?.bootId).not.toBe(journal.environment.bootId);
});

test("a small push outlives its page; one above the browsers' limit does not try to", async () => {
  const server = createClinicServer();
  const { journal } = setUp(server);
  await scan("entrance");
  await push(journal);
  // Each visit of its own, so that they all fit into one request.
  for (let count = 0; count < 120; count++) {
    await scan("lab");
    await append(journal, { type: "end", site: "main" });
  }
  await push(journal);
  expect(server.requests.map(({ init }) => init.keepalive === true)).toEqual([true, false]);
});

test("the wrong day is corrected for the whole visit, also for what was not sent yet", async () => {
  const server = createClinicServer({ rightDay: () => "2026-11-19" });
  const { journal } = setUp(server);
  await scan("entrance");
  await scan("no-such-station");
  expect(await push(journal)).toBeUndefined();
  const { device, entries } = await readSnapshot(journal);
  expect(device.visits.main?.visitDay).toBe("2026-11-19");
  expect([...server.stored.keys()][0]).toMatch(/^2026-11-19 /);
  expect(entries.map(({ body }) => body.visitDay)).toEqual(["2026-11-19"]);
  await scan("lab");
  await push(journal);
  expect(server.requests[server.requests.length - 1]?.body.entries[0]?.body.visitDay).toBe(
    "2026-11-19",
  );
});

test("two tabs that are told the right day at the same time refuse nothing", async () => {
  const server = createClinicServer({ rightDay: () => "2026-11-19" });
  const arrived: (() => void)[] = [];
  phone = createPhone(async (url, init) => {
    const answer = await server.fetch(url, init);
    // The first answer of each tab waits for the other tab's request.
    if (server.requests.length <= 2) {
      await new Promise<void>((resolve) => {
        arrived.push(resolve);
        if (arrived.length === 2) for (const go of arrived) go();
      });
    }
    return answer;
  });
  await scan("entrance");
  const tabs = [phone.journal, phone.openTab()];
  expect(await Promise.all(tabs.map(push))).toEqual([undefined, undefined]);
  expect((await readSnapshot(phone.journal)).entries).toEqual([]);
  expect([...server.stored.keys()]).toEqual([expect.stringMatching(/^2026-11-19 /)]);
  tabs[1]?.storage.close();
});

test("a correction that another tab has applied already leaves the entry waiting", async () => {
  const { journal } = setUp(createClinicServer());
  const id = (await scan("entrance"))?.entryId as string;
  const told = [{ id, status: "rejected", code: "WRONG_DAY", visitDay: "2026-11-19" }] as const;
  await settle(journal, [...told], undefined);
  await settle(journal, [...told], undefined);
  expect((await pending(journal)).map(({ body }) => body.visitDay)).toEqual(["2026-11-19"]);
});

test("a slip's scans of two days are each corrected by themselves", async () => {
  const dayBefore = (day: string) =>
    new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
  const { journal } = setUp(createClinicServer());
  const visitId = "01939e3a-5b00-7abc-8def-0123456789ab";
  const code = { site: "main", visitId, visitDay: undefined, language: "en" };
  const first = await appendForVisit(journal, { code, station: "entrance" });
  pass(86_400_000);
  const second = await appendForVisit(journal, { code, station: "lab" });
  const waiting = await pending(journal);
  const told = waiting.map(
    ({ id, body }) =>
      ({ id, status: "rejected", code: "WRONG_DAY", visitDay: dayBefore(body.visitDay) }) as const,
  );
  await settle(journal, told, undefined);
  expect((await pending(journal)).map(({ id, body }) => [id, body.visitDay])).toEqual([
    [first.entryId, "2026-11-19"],
    [second.entryId, "2026-11-20"],
  ]);
});

test("a server that keeps changing its mind on the day is not asked for ever", async () => {
  let days = 0;
  const server = createClinicServer({
    rightDay: () => {
      days += 1;
      return `2026-11-${10 + (days % 2)}`;
    },
  });
  const { journal } = setUp(server);
  await scan("entrance");
  expect(await push(journal)).toMatchObject({ code: "WRONG_DAY" });
  expect(server.requests.length).toBeLessThan(5);
  expect(await pending(journal)).toHaveLength(1);
});

test("an entry that the server cannot read is found, kept and shown; the others go on", async () => {
  const server = createClinicServer();
  const { journal } = setUp(server);
  await scan("entrance");
  await scan("NOT A CODE");
  await scan("lab");
  expect(await push(journal)).toBeUndefined();
  const { entries } = await readSnapshot(journal);
  expect(entries).toHaveLength(1);
  expect(entries[0]).toMatchObject({
    body: { station: "NOT A CODE" },
    rejected: { code: "UNREADABLE" },
  });
  expect([...server.stored.values()].map(({ seq }) => seq)).toEqual([0, 2]);
});

test("one site's trouble does not hold up another's entries", async () => {
  const server = createClinicServer();
  const answer = server.fetch;
  phone = createPhone(async (url, init) =>
    String(url).includes("/gone/")
      ? Response.json({ error: { code: "UNKNOWN_SITE", message: "" } }, { status: 404 })
      : answer(url, init),
  );
  await scan("entrance", "gone");
  await scan("entrance", "main");
  expect(await push(phone.journal)).toEqual({ status: 404, code: "UNKNOWN_SITE" });
  expect(server.stored.size).toBe(1);
  expect((await pending(phone.journal)).map(({ site }) => site)).toEqual(["gone"]);
});

test("a request to wait is passed on with its seconds", async () => {
  phone = createPhone(async () =>
    Response.json(
      { error: { code: "RATE_LIMITED", message: "" } },
      { status: 429, headers: { "retry-after": "7" } },
    ),
  );
  await scan("entrance");
  expect(await push(phone.journal)).toEqual({
    status: 429,
    code: "RATE_LIMITED",
    retryAfterSeconds: 7,
  });
});

test("the server's clock is remembered", async () => {
  phone = createPhone(async (_url, init) => {
    const body = JSON.parse(new TextDecoder().decode(init?.body as Uint8Array));
    const receivedAt = new Date(Date.parse(body.sentAt) + 600_000).toISOString();
    const results = body.entries.map(({ id }: { id: string }) => ({ id, status: "stored" }));
    return Response.json({ receivedAt, results });
  });
  await scan("entrance");
  await push(phone.journal);
  expect((await readSnapshot(phone.journal)).device.offsetMs).toBe(600_000);
});
