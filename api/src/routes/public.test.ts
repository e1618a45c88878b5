import { gzipSync } from "node:zlib";
import { guideSchema, healthSchema } from "@throughline/shared/api.ts";
import { type PushRequest, pushResponseSchema } from "@throughline/shared/journal.ts";
import { MAX_BODY_BYTES } from "@throughline/shared/limits.ts";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createPhone, uuid } from "../testing/phone.ts";
import { type AppUnderTest, startApp } from "../testing/start-app.ts";

const NOON = Date.parse("2026-03-10T12:00:00.000Z");
const SCANS = "/api/v1/public/sites/main/scans";
let sut: AppUnderTest;
beforeEach(async () => {
  sut = await startApp({ nowMs: NOON });
  await sut.addSite("main");
});
afterEach(() => sut.close());

const push = (body: unknown, headers?: Record<string, string>) =>
  sut.anyone("POST", SCANS, body, headers);

const phoneOf = (visit: number) =>
  createPhone({ visit, visitDay: "2026-03-10", startedMs: NOON - 60_000 });

/** A push with so many scans of one visit. */
const scansOf = (visit: number, count: number): PushRequest => {
  const phone = phoneOf(visit);
  const entries = Array.from({ length: count }, () => phone.scan(NOON - 60_000, "lab"));
  return phone.push(NOON, entries);
};

const refusalOf = async (answer: Response) => {
  const { error } = (await answer.json()) as { error: { code: string; details?: unknown } };
  return { status: answer.status, code: error.code, details: error.details };
};

const countStored = async () =>
  (await sut.store.events.readDay("main", "2026-03-10", { nowMs: 0, consistent: true })).events
    .length;

describe("a push", () => {
  test("is answered per entry, in order, and repeats are duplicates", async () => {
    const phone = phoneOf(1);
    const entries = [
      phone.scan(NOON - 60_000, "Entrance"),
      phone.scan(NOON - 30_000, "no-such-station"),
      phone.reason(NOON - 20_000, "check-up"),
      phone.reason(NOON - 20_000, "no-such-reason"),
      phone.end(NOON - 10_000),
    ];
    const first = await push(phone.push(NOON, entries));
    expect(first.status).toBe(200);
    expect(first.headers.get("cache-control")).toBe("no-store");
    const answer = pushResponseSchema.parse(await first.json());
    expect(answer.receivedAt).toBe("2026-03-10T12:00:00.000Z");
    expect(answer.results).toEqual([
      { id: entries[0]?.id, status: "stored" },
      { id: entries[1]?.id, status: "rejected", code: "UNKNOWN_STATION" },
      { id: entries[2]?.id, status: "stored" },
      { id: entries[3]?.id, status: "rejected", code: "UNKNOWN_REASON" },
      { id: entries[4]?.id, status: "stored" },
    ]);
    const again = pushResponseSchema.parse(await (await push(phone.push(NOON, entries))).json());
    expect(again.results.map(({ status }) => status)).toEqual([
      "duplicate",
      "rejected",
      "duplicate",
      "rejected",
      "duplicate",
    ]);
  });

  test("may be packed with gzip, and counts unpacked", async () => {
    const send = (bytes: Uint8Array<ArrayBuffer>, encoding = "gzip") =>
      sut.app.request(`https://clinic.example${SCANS}`, {
        method: "POST",
        headers: { "content-type": "application/json", "content-encoding": encoding },
        body: bytes,
      });
    const pack = (text: string) => Uint8Array.from(gzipSync(text));
    const json = JSON.stringify(scansOf(1, 1));
    expect((await send(pack(json))).status).toBe(200);
    expect((await send(pack(json), "GZip")).status).toBe(200);
    expect((await send(pack(json.padEnd(MAX_BODY_BYTES)))).status).toBe(200);
    expect(await countStored()).toBe(1);

    const tooLong = await send(pack(json.padEnd(MAX_BODY_BYTES + 1)));
    expect(await refusalOf(tooLong)).toMatchObject({ status: 413, code: "TOO_LARGE" });
    const bomb = Uint8Array.from(gzipSync(Buffer.alloc(50_000_000)));
    expect(bomb.length).toBeLessThan(MAX_BODY_BYTES);
    expect(await refusalOf(await send(bomb))).toMatchObject({ status: 413, code: "TOO_LARGE" });

    const broken = pack(json).slice(0, -4);
    expect(await refusalOf(await send(broken))).toMatchObject({ status: 400, code: "BAD_REQUEST" });
    const plain = Uint8Array.from(Buffer.from(json));
    expect(await refusalOf(await send(plain))).toMatchObject({ status: 400, code: "BAD_REQUEST" });
    for (const encoding of ["br", "deflate", "gzip, gzip"]) {
      expect(await refusalOf(await send(pack(json), encoding))).toMatchObject({
        status: 415,
        code: "UNSUPPORTED_MEDIA_TYPE",
      });
    }
  });

  test("a site's code is read without case, and an unknown site is 404", async () => {
    const phone = phoneOf(1);
    const body = phone.push(NOON, [phone.scan(NOON, "lab")]);
    expect((await sut.anyone("POST", "/api/v1/public/sites/MAIN/scans", body)).status).toBe(200);
    for (const site of ["elsewhere", "not%20a%20site"]) {
      const answer = await sut.anyone("POST", `/api/v1/public/sites/${site}/scans`, body);
      expect(await refusalOf(answer)).toMatchObject({ status: 404, code: "UNKNOWN_SITE" });
    }
  });

  test("its receipt is when it arrived, not when its body had been read", async () => {
    const phone = phoneOf(1);
    const body = JSON.stringify(phone.push(NOON, [phone.scan(NOON, "lab")]));
    const slow = new ReadableStream({
      pull(controller) {
        sut.clock.nowMs = NOON + 5_000;
        controller.enqueue(new TextEncoder().encode(body));
        controller.close();
      },
    });
    const answer = await sut.app.request(SCANS, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: slow,
      duplex: "half",
    } as RequestInit);
    const { receivedAt } = pushResponseSchema.parse(await answer.json());
    expect(receivedAt).toBe("2026-03-10T12:00:00.000Z");
  });
});

describe("a push that cannot be read", () => {
  const change = (entryChange: object, bodyChange: object = {}) => {
    const good = scansOf(1, 2);
    const [first, second] = good.entries;
    const bad = { ...second, ...entryChange, body: { ...second?.body, ...bodyChange } };
    return { ...good, entries: [first, bad] };
  };
  const cases: [string, unknown, string][] = [
    ["a wrong type", change({}, { station: 7 }), "entries.1.body.station"],
    [
      "a station that can be none",
      change({}, { station: "Röntgen-SECRET" }),
      "entries.1.body.station",
    ],
    ["February 30", change({ deviceAt: "2026-02-30T10:00:00.000Z" }), "entries.1.deviceAt"],
    ["no milliseconds", change({ deviceAt: "2026-02-20T10:00:00Z" }), "entries.1.deviceAt"],
    [
      "a day that does not exist",
      change({}, { visitDay: "2026-13-01" }),
      "entries.1.body.visitDay",
    ],
    ["an unknown type", change({ type: "SECRET" }), "entries.1.type"],
    ["no entries", { ...scansOf(1, 1), entries: [] }, "entries"],
    ["501 entries", scansOf(1, 501), "entries"],
    ["no clock", { ...scansOf(1, 1), sentAt: undefined }, "sentAt"],
    ["not an object", ["SECRET"], ""],
  ];
  test.each(cases)("%s: 400 names the field, nothing is stored", async (_, body, field) => {
    const answer = await push(body);
    const text = await answer.clone().text();
    const refusal = await refusalOf(answer);
    expect(refusal).toMatchObject({ status: 400, code: "BAD_REQUEST", details: { field } });
    expect((refusal.details as { problem: string }).problem).toMatch(/\w/);
    expect(text).not.toContain("SECRET");
    expect(await countStored()).toBe(0);
  });

  test("malformed JSON is 400, another media type 415", async () => {
    expect(await refusalOf(await push('{"entries": [SECRET'))).toEqual({
      status: 400,
      code: "BAD_REQUEST",
      details: { field: "", problem: "not JSON" },
    });
    const plain = await push(JSON.stringify(scansOf(1, 1)), { "content-type": "text/plain" });
    expect(await refusalOf(plain)).toMatchObject({ status: 415, code: "UNSUPPORTED_MEDIA_TYPE" });
    expect(await countStored()).toBe(0);
  });

  test("256 KB pass and one byte more is 413, with or without a declared length", async () => {
    const phone = phoneOf(1);
    const bare = JSON.stringify(phone.push(NOON, [phone.scan(NOON, "lab")]));
    const bodyOf = (bytes: number) => bare + " ".repeat(bytes - bare.length);
    const limit = 256 * 1024;
    expect((await push(bodyOf(limit))).status).toBe(200);
    expect((await push(bodyOf(limit + 1))).status).toBe(413);
    const declared = (bytes: number) => ({ "content-length": String(bytes) });
    expect((await push(bodyOf(limit), declared(limit))).status).toBe(200);
    const refused = await push(bodyOf(limit + 1), declared(limit + 1));
    expect(await refusalOf(refused)).toMatchObject({ status: 413, code: "TOO_LARGE" });
  });
});

describe("limits", () => {
  test("30 entries of a visit a minute pass, the 31st waits for the first to leave", async () => {
    expect((await push(scansOf(1, 29))).status).toBe(200);
    sut.clock.nowMs = NOON + 20_000;
    expect((await push(scansOf(1, 1))).status).toBe(200);
    const refused = await push(scansOf(1, 1));
    expect(refused.headers.get("retry-after")).toBe("40");
    expect(await refusalOf(refused)).toMatchObject({ status: 429, code: "RATE_LIMITED" });
    sut.clock.nowMs = NOON + 59_999;
    expect((await push(scansOf(1, 1))).status).toBe(429);
    sut.clock.nowMs = NOON + 60_000;
    expect((await push(scansOf(1, 29))).status).toBe(200);
    expect((await push(scansOf(1, 1))).status).toBe(429);
  });

  test("a refused push stores nothing, also not of the visits that had room", async () => {
    const crowded = scansOf(1, 31);
    const other = scansOf(2, 1);
    const answer = await push({ ...crowded, entries: [...other.entries, ...crowded.entries] });
    expect(answer.status).toBe(429);
    expect(await countStored()).toBe(0);
  });

  test("500 phones behind one address pass, up to 3,000 entries a minute", async () => {
    const from = { "x-forwarded-for": "198.51.100.7" };
    const statuses = new Set<number>();
    for (let visit = 1; visit <= 500; visit++) {
      const answer = await push(scansOf(visit, 6), from);
      statuses.add(answer.status);
    }
    expect([...statuses]).toEqual([200]);
    const refused = await push(scansOf(501, 1), from);
    expect(refused.status).toBe(429);
    expect(refused.headers.get("retry-after")).toBe("60");
    expect((await push(scansOf(501, 1), { "x-forwarded-for": "198.51.100.8" })).status).toBe(200);
    sut.clock.nowMs = NOON + 60_000;
    expect((await push(scansOf(501, 1), from)).status).toBe(200);
  });

  test("every request counts at least one, whatever it holds", async () => {
    const from = { "x-forwarded-for": "198.51.100.9" };
    for (let sent = 0; sent < 1_500; sent++) {
      expect((await push("no JSON", from)).status).toBe(400);
      const guide = await sut.anyone("GET", "/api/v1/public/sites/main/guide", undefined, from);
      expect(guide.status).toBe(200);
    }
    expect((await push("no JSON", from)).status).toBe(429);
    const guide = await sut.anyone("GET", "/api/v1/public/sites/main/guide", undefined, from);
    expect(guide.status).toBe(429);
  });

  test("an entry counts against its visit at its own site only", async () => {
    await sut.addSite("other");
    expect((await push(scansOf(1, 30))).status).toBe(200);
    const elsewhere = await sut.anyone("POST", "/api/v1/public/sites/other/scans", scansOf(1, 30));
    expect(elsewhere.status).toBe(200);
  });
});

describe("the rest", () => {
  test("health says the version and the server's clock", async () => {
    const health = healthSchema.parse(await (await sut.anyone("GET", "/api/v1/health")).json());
    expect(health).toEqual({
      status: "ok",
      version: "0.0.0-test",
      now: "2026-03-10T12:00:00.000Z",
    });
  });

  test("the guide of a new site has its stations and no waits yet, for 5 minutes", async () => {
    const answer = await sut.anyone("GET", "/api/v1/public/sites/main/guide");
    expect(answer.headers.get("cache-control")).toBe("max-age=300");
    const guide = guideSchema.parse(await answer.json());
    expect(guide.stations).toHaveLength(10);
    expect(guide.waits).toEqual({ builtAt: null, fromDay: null, toDay: null, expected: [] });
    const unknown = await sut.anyone("GET", "/api/v1/public/sites/elsewhere/guide");
    expect(await refusalOf(unknown)).toMatchObject({ status: 404, code: "UNKNOWN_SITE" });
    expect(unknown.headers.get("cache-control")).toBe("no-store");
  });

  test("an unknown route is 404 in JSON, with or without a session", async () => {
    for (const path of ["/api/v1/nothing", "/api/v1/public/nothing", "/nowhere"]) {
      const expected = { status: 404, code: "NOT_FOUND" };
      expect(await refusalOf(await sut.anyone("GET", path))).toMatchObject(expected);
      expect(await refusalOf(await sut.staff("POST", path, {}))).toMatchObject(expected);
    }
  });

  test("answers are compressed where that is understood and worth it", async () => {
    const gzip = { "accept-encoding": "gzip" };
    const path = "/api/v1/public/sites/main/guide";
    const answer = await sut.anyone("GET", path, undefined, gzip);
    expect(answer.headers.get("content-encoding")).toBe("gzip");
    const text = await new Response(
      answer.body?.pipeThrough(new DecompressionStream("gzip")),
    ).text();
    expect(guideSchema.parse(JSON.parse(text)).site).toBe("main");
    const plain = await sut.anyone("GET", path);
    expect(plain.headers.get("content-encoding")).toBeNull();
    const small = await sut.anyone("GET", "/api/v1/health", undefined, gzip);
    expect(small.headers.get("content-encoding")).toBeNull();
  });

  test("every answer carries the headers that keep browsers from guessing", async () => {
    for (const path of ["/api/v1/health", "/api/v1/sites", "/nowhere", "/staff/sign-in/x"]) {
      const { headers } = await sut.anyone("GET", path);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("content-security-policy")).toContain("default-src 'self'");
      expect(headers.get("referrer-policy")).toBe("no-referrer");
    }
  });

  test("a log line holds the route's pattern and nothing of the request", async () => {
    const phone = phoneOf(1);
    sut.logLines.length = 0;
    await push(phone.push(NOON, [phone.scan(NOON, "lab")]), { "x-forwarded-for": "198.51.100.7" });
    await sut.anyone("GET", "/api/v1/public/sites/SECRET/guide?SECRET=SECRET");
    expect(sut.logLines.map((line) => JSON.parse(line))).toEqual([
      {
        at: "2026-03-10T12:00:00.000Z",
        event: "request",
        method: "POST",
        route: "/api/v1/public/sites/:site/scans",
        status: 200,
        ms: 0,
      },
      {
        at: "2026-03-10T12:00:00.000Z",
        event: "request",
        method: "GET",
        route: "/api/v1/public/sites/:site/guide",
        status: 404,
        ms: 0,
      },
    ]);
    expect(sut.logLines.join()).not.toMatch(new RegExp(`198.51|SECRET|lab|${uuid(1)}`));
  });
});
