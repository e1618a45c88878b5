import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { AppError } from "@throughline/shared/errors.ts";
import { MAX_BODY_BYTES } from "@throughline/shared/limits.ts";
import { afterEach, beforeEach, expect, test } from "vitest";
import { endpoints } from "../openapi/endpoints.ts";
import { type AppUnderTest, PUBLIC_URL, startApp } from "../testing/start-app.ts";

const NOON = Date.parse("2026-03-10T12:00:00.000Z");
let sut: AppUnderTest;
beforeEach(async () => {
  sut = await startApp({ nowMs: NOON });
  await sut.addSite("main");
  await sut.addSite("north");
});
afterEach(() => sut.close());

const json = async (answer: Response | Promise<Response>) => (await answer).json() as never;
const announce = async (body: object, path = "/api/v1/uploads") => {
  const answer = await sut.staff("POST", path, body);
  expect(answer.status).toBe(201);
  return json(answer) as Promise<{ fileId: string; url: string; expiresAt: string }>;
};
const put = (url: string, body: string, length = Buffer.byteLength(body)) =>
  sut.app.request(url, { method: "PUT", body, headers: { "content-length": String(length) } });
const send = async (name: string, path?: string) =>
  put((await announce({ name, size: 1 }, path)).url, "x");
const refusal = async (asked: Response | Promise<Response>) => {
  const answer = await asked;
  const { error } = (await json(answer)) as { error: { code: string; details?: object } };
  return [answer.status, error.code, error.details];
};
const report = (fileId: string) => json(sut.staff("GET", `/api/v1/uploads/${fileId}`));

test("a file is announced, sent to the address that it gets, and lies in the bucket as it was", async () => {
  const bytes = `a,b\n${"ü,1\n".repeat(MAX_BODY_BYTES / 2)}`;
  const size = Buffer.byteLength(bytes);
  expect(size).toBeGreaterThan(MAX_BODY_BYTES);
  const upload = await announce({ name: "Lab März.csv", size, asOf: "2026-03-10T11:30:00.000Z" });
  expect(upload).toEqual({
    fileId: expect.stringMatching(/^20260310T120000000Z-[0-9a-f]{16}$/),
    method: "PUT",
    url: expect.stringContaining(`${PUBLIC_URL}/uploads/main/${upload.fileId}?`),
    headers: {},
    expiresAt: "2026-03-10T12:15:00.000Z",
  });
  expect(await report(upload.fileId)).toMatchObject({
    name: "Lab März.csv",
    state: "awaited",
    sentBy: "staff",
    size,
    asOf: "2026-03-10T11:30:00.000Z",
    asOfFrom: "upload",
  });
  sut.clock.nowMs += 60_000;
  expect((await put(upload.url, bytes)).status).toBe(200);
  expect(await report(upload.fileId)).toMatchObject({
    state: "waiting",
    receivedAt: "2026-03-10T12:01:00.000Z",
  });
  const stored = await sut.deps.objects.read(`uploaded/main/${upload.fileId}.csv`);
  expect(stored && (await text(stored))).toBe(bytes);
  // Neither the file's name nor the signature is in the log.
  expect(sut.logLines.join()).toContain('"/uploads/:site/:fileId"');
  expect(sut.logLines.join()).not.toMatch(/März|signature|20260310T12/);
});

test("an address takes its file once, also when two send at the same time", async () => {
  const { url, fileId } = await announce({ name: "x.csv", size: 4 });
  const both = await Promise.all([put(url, "a,b\n"), put(url, "c,d\n")]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 403]);
  const first = await sut.deps.objects.read(`uploaded/main/${fileId}.csv`);
  expect(first && (await text(first))).toBe(both[0]?.status === 200 ? "a,b\n" : "c,d\n");
  expect(await refusal(put(url, "a,b\n"))).toEqual([403, "UPLOAD_REFUSED", { problem: "used up" }]);
  // Also when it has been taken in and lies elsewhere.
  await sut.deps.objects.remove(`uploaded/main/${fileId}.csv`);
  expect((await put(url, "a,b\n")).status).toBe(403);
});

test("of another size, too late or with another signature a file is refused, and may still come", async () => {
  const { url, fileId } = await announce({ name: "x.csv", size: 4 });
  const other = await announce({ name: "y.csv", size: 4 });
  const changed = (change: (url: URL) => void) => {
    const copy = new URL(url);
    change(copy);
    return copy.href;
  };
  const set = (name: string, value: string) => changed((at) => at.searchParams.set(name, value));
  const attempts: [string, string, number | undefined, string][] = [
    [url, "a,b\nc", undefined, "not as large as announced"],
    [url, "", undefined, "not as large as announced"],
    // The header says one thing, the bytes another.
    [url, "a,b\nc", 4, "larger than announced"],
    [set("size", "5"), "a,b\nc", undefined, "not signed"],
    [set("expires", String(NOON + 86_400_000)), "a,b\n", undefined, "not signed"],
    [set("signature", ""), "a,b\n", undefined, "not signed"],
    [
      set("signature", new URL(other.url).searchParams.get("signature") ?? ""),
      "a,b\n",
      4,
      "not signed",
    ],
    [
      changed((at) => {
        at.pathname = new URL(other.url).pathname;
      }),
      "a,b\n",
      4,
      "not signed",
    ],
    [url.replace("/main/", "/north/"), "a,b\n", 4, "not signed"],
  ];
  for (const [to, body, length, problem] of attempts) {
    expect(await refusal(put(to, body, length))).toEqual([403, "UPLOAD_REFUSED", { problem }]);
  }
  expect((await refusal(put(url, "a,", 4)))[1]).toBe("BAD_REQUEST");
  sut.clock.nowMs = NOON + 15 * 60_000;
  expect(await refusal(put(url, "a,b\n"))).toEqual([403, "UPLOAD_REFUSED", { problem: "expired" }]);
  expect(await report(fileId)).toMatchObject({ state: "awaited" });
  sut.clock.nowMs -= 1;
  expect((await put(url, "a,b\n")).status).toBe(200);
});

test("where the bucket takes nothing, whoever sends is told so instead of waiting", async () => {
  const { objects } = sut.deps;
  const bytes = "x".repeat(1 << 20);
  const { url, fileId } = await announce({ name: "x.csv", size: bytes.length });
  const { put: putWhole } = objects;
  objects.put = async () => {
    throw new AppError("UNAVAILABLE", { retryAfterSeconds: 2 });
  };
  expect((await refusal(put(url, bytes)))[1]).toBe("UNAVAILABLE");
  objects.put = async () => "exists";
  expect(await refusal(put(url, bytes))).toEqual([403, "UPLOAD_REFUSED", { problem: "used up" }]);
  objects.put = putWhole;
  expect(await report(fileId)).toMatchObject({ state: "awaited" });
  expect((await put(url, bytes)).status).toBe(200);
});

test("what cannot be taken is refused before it is sent", async () => {
  const ask = (body: object, query = "") => sut.staff("POST", `/api/v1/uploads${query}`, body);
  expect((await ask({ name: "x", size: 1 << 30 })).status).toBe(201);
  expect(await refusal(ask({ name: "x", size: (1 << 30) + 1 }))).toEqual([
    413,
    "TOO_LARGE",
    { maxBytes: 1 << 30 },
  ]);
  expect((await refusal(ask({ name: "x", size: 0 })))[1]).toBe("BAD_REQUEST");
  expect((await refusal(ask({ name: " ", size: 1 })))[1]).toBe("BAD_REQUEST");
  expect((await refusal(ask({ name: "x", size: 1, feed: "nobody" })))[1]).toBe("BAD_REQUEST");
  expect((await refusal(ask({ name: "x", size: 1 }, "?site=nowhere")))[1]).toBe("UNKNOWN_SITE");
  const insecure = sut.app.request("http://clinic.example/api/v1/uploads", {
    headers: { "x-throughline-token": "the-token-of-scripts" },
  });
  expect((await refusal(insecure))[1]).toBe("INSECURE");
});

test("files are listed latest first, page by page", async () => {
  const names = ["a", "b", "c"];
  for (const name of names) {
    await send(name);
    sut.clock.nowMs += 1;
  }
  await announce({ name: "not sent", size: 1 });
  await send("elsewhere", "/api/v1/uploads?site=north");
  const listed: string[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const query: string = cursor ? `?limit=2&cursor=${encodeURIComponent(cursor)}` : "?limit=2";
    const page = (await json(sut.staff("GET", `/api/v1/uploads${query}`))) as {
      files: { name: string }[];
      cursor: string | null;
    };
    listed.push(...page.files.map(({ name }) => name));
    cursor = page.cursor;
  }
  expect(listed).toEqual(["c", "b", "a"]);
  const place = { pk: "SITE#north#FILE", sk: "" };
  const forged = Buffer.from(JSON.stringify(place)).toString("base64url");
  for (const odd of ["odd", forged]) {
    const answer = sut.staff("GET", `/api/v1/uploads?cursor=${odd}`);
    expect((await refusal(answer))[1]).toBe("BAD_REQUEST");
  }
});

test("the place of one list is none of another, nor of its other days", async () => {
  await send("a");
  await send("b");
  const at = "2026-03-10T11:00:00.000Z";
  const { accessLog } = sut.store.clinical;
  await Promise.all(
    Array.from({ length: 201 }, (_, id) =>
      accessLog.append("main", at.slice(0, 10), { id: `${id}`, at, by: "x", what: "x", count: 1 }),
    ),
  );
  const cursorOf = async (path: string) =>
    ((await json(sut.staff("GET", `/api/v1${path}`))) as { cursor: string }).cursor;
  const day = "/access-log?day=2026-03-10";
  const paths = ["/uploads?limit=1", day, "/access-log?day=2026-03-09", "/patients?limit=1"];
  for (const from of ["/uploads?limit=1", day]) {
    const cursor = await cursorOf(from);
    for (const path of paths) {
      const { status } = await sut.staff("GET", `/api/v1${path}&cursor=${cursor}`);
      expect([from, path, status]).toEqual([from, path, path === from ? 200 : 400]);
    }
  }
});

test("a feed's token sends that feed's files, reads of them, and does nothing else", async () => {
  const made = await sut.staff("POST", "/api/v1/feeds/lis/tokens");
  expect(made.status).toBe(201);
  const { id, token } = (await json(made)) as { id: string; token: string };
  const ask = (method: string, path: string, body?: unknown, shown = token) =>
    sut.anyone(method, `/api/v1${path}`, body, { authorization: `Bearer ${shown}` });
  const file = { name: "x.csv", size: 4 };

  const answer = await ask("POST", "/uploads", file);
  expect(answer.status).toBe(201);
  const { url, fileId } = (await json(answer)) as { url: string; fileId: string };
  expect((await put(url, "a,b\n")).status).toBe(200);
  expect(await json(ask("GET", `/uploads/${fileId}`))).toMatchObject({
    feed: "lis",
    sentBy: "feed",
    state: "waiting",
  });
  const stored = await sut.store.clinical.files.get("main", fileId);
  expect(stored?.announcedBy).toBe(`token lis ${id}`);
  expect((await ask("POST", "/uploads?site=main", { ...file, feed: "lis" })).status).toBe(201);

  // Its own feed and site.
  expect((await refusal(ask("POST", "/uploads", { ...file, feed: "pms" })))[1]).toBe("FORBIDDEN");
  expect((await refusal(ask("POST", "/uploads?site=north", file)))[1]).toBe("FORBIDDEN");
  const others = await announce({ ...file, feed: "pms" });
  expect((await refusal(ask("GET", `/uploads/${others.fileId}`)))[1]).toBe("NOT_FOUND");
  // Nothing else that is not open to everybody.
  const closed = endpoints.filter(({ access }) => access === "staff" || access === "token");
  expect(closed.length).toBeGreaterThan(40);
  for (const { method, path } of closed) {
    const known = path.replace("{id}", fileId).replace("{name}", "lis").replace("{site}", "main");
    const asked = ask(method.toUpperCase(), known.replace(/\{\w+\}/g, "2026-03-10"));
    expect([path, (await refusal(asked))[1]]).toEqual([path, "UNAUTHENTICATED"]);
  }
  // Nothing for another's, a changed or a malformed one.
  for (const shown of [
    token.replace(".lis.", ".pms."),
    token.replace(".main.", ".north."),
    token.replace(`.${id}.`, ".00000000."),
    `${token}0`,
    token.slice(0, -1),
    `tlu.main.lis.${id}.`,
    "tlu",
    id,
  ]) {
    expect((await refusal(ask("POST", "/uploads", file, shown)))[1]).toBe("UNAUTHENTICATED");
  }

  // The token itself is nowhere kept, and ends at once when it is revoked; others go on.
  const feed = await sut.store.clinical.feeds.get("main", "lis");
  expect(JSON.stringify(feed)).not.toContain(token.split(".")[4]);
  const second = (await json(sut.staff("POST", "/api/v1/feeds/lis/tokens"))) as { token: string };
  const announced = (await json(ask("POST", "/uploads", file))) as { url: string };
  expect((await sut.staff("DELETE", `/api/v1/feeds/lis/tokens/${id}`)).status).toBe(204);
  expect(await refusal(put(announced.url, "a,b\n"))).toEqual([
    403,
    "UPLOAD_REFUSED",
    { problem: "revoked" },
  ]);
  expect((await refusal(ask("POST", "/uploads", file)))[1]).toBe("UNAUTHENTICATED");
  expect((await ask("POST", "/uploads", file, second.token)).status).toBe(201);
  const again = sut.staff("DELETE", `/api/v1/feeds/lis/tokens/${id}`);
  expect((await refusal(again))[1]).toBe("NOT_FOUND");
  expect((await refusal(sut.staff("POST", "/api/v1/feeds/nobody/tokens")))[1]).toBe("NOT_FOUND");
});

test.each([
  ["a line break", "labs\r\nX-Header: 1.csv"],
  ["a zero", "labs\u0000.csv"],
  // As no address and no header can hold it.
  ["half a character", "labs\ud800.csv"],
])("a name with %s is refused", async (_, name) => {
  expect(await refusal(sut.staff("POST", "/api/v1/uploads", { name, size: 5 }))).toEqual([
    400,
    "BAD_REQUEST",
    { field: "name", problem: "a name without control characters and broken ones" },
  ]);
});

test("who announces and never sends is made to wait, and nobody else; a day later it is forgotten", async () => {
  const { token } = (await json(sut.staff("POST", "/api/v1/feeds/lis/tokens"))) as {
    token: string;
  };
  const announceBy = (authorization?: string) =>
    authorization
      ? sut.anyone("POST", "/api/v1/uploads", { name: "x.csv", size: 4 }, { authorization })
      : sut.staff("POST", "/api/v1/uploads", { name: "x.csv", size: 4 });
  const first = await announce({ name: "sent.csv", size: 4 });
  expect((await put(first.url, "a,b\n")).status).toBe(200);
  const unsent = await announce({ name: "unsent.csv", size: 4 });
  sut.clock.nowMs += 1_000;
  for (let count = 1; count < 200; count++) expect((await announceBy()).status).toBe(201);
  const refused = await announceBy();
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "3599"]);
  expect((await announceBy(`Bearer ${token}`)).status).toBe(201);
  // A file that comes makes room.
  expect((await put(unsent.url, "a,b\n")).status).toBe(200);
  const late = await announce({ name: "late.csv", size: 4 });
  expect((await announceBy()).status).toBe(429);

  sut.clock.nowMs += 3_600_000;
  expect((await announceBy()).status).toBe(201);
  expect(await report(late.fileId)).toMatchObject({ state: "awaited" });
  // The bytes of one lie in the bucket: what was announced of them must not be lost.
  const bytes = await announce({ name: "there.csv", size: 4 });
  await sut.deps.objects.put(`uploaded/main/${bytes.fileId}.csv`, Readable.from(["a,b\n"]), {
    length: 4,
    ifNew: true,
  });
  sut.clock.nowMs += 24 * 3_600_000 + 1;
  for (let count = 0; count < 10; count++) expect((await announceBy()).status).toBe(201);
  expect((await sut.staff("GET", `/api/v1/uploads/${late.fileId}`)).status).toBe(404);
  expect(await report(bytes.fileId)).toMatchObject({ name: "there.csv" });
  expect((await report(unsent.fileId)) as object).toMatchObject({ name: "unsent.csv" });
});
