import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { browserGzip } from "./environment.ts";
import { request } from "./request.ts";

const read = (json: unknown) => json as { n: number };
const answering =
  (response: Response): typeof globalThis.fetch =>
  async () =>
    response;

test("the hash of the very bytes goes with them", async () => {
  let sent: RequestInit | undefined;
  const fetch: typeof globalThis.fetch = async (_url, init) => {
    sent = init;
    return Response.json({ n: 1 });
  };
  const body = { label: "Blutabnahme – Überweisung" };
  expect(await request("/x", { body, read, fetch })).toEqual({
    ok: true,
    status: 200,
    value: { n: 1 },
  });
  const headers = sent?.headers as Record<string, string>;
  const expected = createHash("sha256").update(JSON.stringify(body)).digest("hex");
  expect(headers["x-amz-content-sha256"]).toBe(expected);
  expect(sent?.method).toBe("POST");
});

test("a body for which it pays goes packed, and the hash is of what was sent", async () => {
  const send = async (body: string, gzip = browserGzip) => {
    let sent: RequestInit = {};
    const fetch: typeof globalThis.fetch = async (_url, init = {}) => {
      sent = init;
      return Response.json({ n: 1 });
    };
    await request("/x", { body, read, fetch, gzip });
    const headers = sent.headers as Record<string, string>;
    const bytes = Buffer.from(sent.body as Uint8Array);
    expect(headers["x-amz-content-sha256"]).toBe(createHash("sha256").update(bytes).digest("hex"));
    return { bytes, encoding: headers["content-encoding"] };
  };
  // With its quotes this is 1,024 bytes long.
  const long = "x".repeat(1_022);
  const packed = await send(long);
  expect(packed.encoding).toBe("gzip");
  expect(packed.bytes.length).toBeLessThan(100);
  expect(gunzipSync(packed.bytes).toString()).toBe(JSON.stringify(long));

  const short = long.slice(1);
  expect(await send(short)).toEqual({
    bytes: Buffer.from(JSON.stringify(short)),
    encoding: undefined,
  });
  expect((await send(long, null as never)).encoding).toBeUndefined();
});

test("a refusal is a value with the server's code, details and pause", async () => {
  const error = { code: "BAD_REQUEST", message: "No.", details: { field: "name" } };
  const response = Response.json({ error }, { status: 400, headers: { "retry-after": "3" } });
  expect(await request("/x", { read, fetch: answering(response) })).toEqual({
    ok: false,
    status: 400,
    code: "BAD_REQUEST",
    message: "No.",
    details: { field: "name" },
    retryAfterSeconds: 3,
  });
});

test.each([
  ["a page instead of JSON", new Response("<h1>Sign in</h1>"), 200],
  ["JSON that cannot be read", Response.json({ n: "one" }), 200],
  ["a proxy's error", new Response("Bad gateway", { status: 502 }), 502],
])("%s is not ours", async (_name, response, status) => {
  const strict = (json: unknown) => {
    if (typeof (json as { n: unknown }).n !== "number") throw new Error("no number");
    return json;
  };
  expect(await request("/x", { read: strict, fetch: answering(response) })).toEqual({
    ok: false,
    status,
    code: "NOT_OURS",
  });
});

test("no connection, too slow and called off are told apart", async () => {
  const never: typeof globalThis.fetch = (_url, init) =>
    new Promise((_resolve, reject) => {
      const fail = () => reject(new DOMException("", "AbortError"));
      if (init?.signal?.aborted) fail();
      init?.signal?.addEventListener("abort", fail);
    });
  const failed = (code: string) => ({ ok: false, status: 0, code });
  const broken = () => Promise.reject(new TypeError("Failed to fetch"));
  expect(await request("/x", { read, fetch: broken })).toEqual(failed("NO_CONNECTION"));
  expect(await request("/x", { read, fetch: never, timeoutMs: 1 })).toEqual(failed("TIMED_OUT"));
  const signal = AbortSignal.abort();
  expect(await request("/x", { read, fetch: never, signal })).toEqual(failed("CANCELLED"));
});

test("a body that stops half-way is no answer", async () => {
  const stalled = new Response(
    new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode('{"n":')),
    }),
  );
  const fetch: typeof globalThis.fetch = async (_url, init) => {
    init?.signal?.addEventListener("abort", () => void stalled.body?.cancel().catch(() => {}));
    return new Proxy(stalled, {
      get: (target, key) =>
        key === "json"
          ? () =>
              new Promise((_resolve, reject) => {
                init?.signal?.addEventListener("abort", () => reject(new Error("aborted")));
              })
          : Reflect.get(target, key),
    });
  };
  expect(await request("/x", { read, fetch, timeoutMs: 5 })).toMatchObject({ code: "TIMED_OUT" });
});
