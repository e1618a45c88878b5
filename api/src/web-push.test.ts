import {
  createDecipheriv,
  createECDH,
  createPublicKey,
  type ECDH,
  hkdfSync,
  randomBytes,
  verify,
} from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pushKeySchema } from "@throughline/shared/web-push.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readOrMakePushKeys } from "./local/push-keys.ts";
import { MOST_DEVICES_A_WARD } from "./operations/ward/subscribe-to-push.ts";
import { type AppUnderTest, startApp } from "./testing/start-app.ts";
import { createWebPush } from "./web-push.ts";

const bytes = (text: string) => Buffer.from(text, "base64url");

/** What a browser does with a message's body (RFC 8291, 3.4 and RFC 8188, 2.1), in one record. */
const decrypt = (body: Buffer, receiver: ECDH, auth: Buffer): string => {
  const salt = body.subarray(0, 16);
  const keyLength = body.readUInt8(20);
  const sender = body.subarray(21, 21 + keyLength);
  const info = Buffer.concat([Buffer.from("WebPush: info\0"), receiver.getPublicKey(), sender]);
  const ikm = hkdfSync("sha256", receiver.computeSecret(sender), auth, info, 32);
  const derive = (name: string, length: number) =>
    Buffer.from(
      hkdfSync("sha256", new Uint8Array(ikm), salt, `Content-Encoding: ${name}\0`, length),
    );
  const sealed = body.subarray(21 + keyLength);
  const decipher = createDecipheriv("aes-128-gcm", derive("aes128gcm", 16), derive("nonce", 12));
  decipher.setAuthTag(sealed.subarray(-16));
  const padded = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
  return padded.subarray(0, padded.lastIndexOf(2)).toString();
};

test("what stands for a browser here reads the example of RFC 8291, section 5", () => {
  const receiver = createECDH("prime256v1");
  receiver.setPrivateKey(bytes("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"));
  const body = bytes(
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
  );
  expect(decrypt(body, receiver, bytes("BTBZMqHH6r4Tts7J_aSIgg"))).toBe(
    "When I grow up, I want to be a watermelon",
  );
});

interface Received {
  path: string;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}
const SERVICE = "https://push.example";
const received: Received[] = [];
let service: Server;
let sut: AppUnderTest;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "throughline-push-"));
  service = createServer(async (request, answer) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const path = request.url ?? "";
    received.push({ path, headers: request.headers, body: Buffer.concat(parts) });
    answer.statusCode = path.startsWith("/gone") ? 410 : path.startsWith("/busy") ? 429 : 201;
    answer.end();
  }).listen(0, "127.0.0.1");
  await once(service, "listening");
  const { port } = service.address() as AddressInfo;
  sut = await startApp();
  await sut.addSite("main");
  await sut.addSite("annex");
  sut.deps.push = createWebPush({
    ...sut.deps,
    keys: readOrMakePushKeys(folder),
    subject: () => "https://clinic.example",
    // The address of the service is HTTPS's; what is sent is real.
    fetch: (url, init) => {
      const { origin, pathname } = new URL(String(url));
      if (origin !== SERVICE) return Promise.reject(new TypeError("No route to host"));
      return fetch(`http://127.0.0.1:${port}${pathname}`, init);
    },
  });
});
afterAll(async () => {
  service.close();
  await sut.close();
  rmSync(folder, { recursive: true });
});

const createBrowser = (path: string, origin = SERVICE) => {
  const receiver = createECDH("prime256v1");
  receiver.generateKeys();
  const auth = randomBytes(16);
  const subscription = {
    endpoint: `${origin}${path}`,
    keys: { p256dh: receiver.getPublicKey("base64url"), auth: auth.toString("base64url") },
  };
  return { subscription, read: (body: Buffer) => JSON.parse(decrypt(body, receiver, auth)) };
};
const subscribe = async (ward: string, subscription: unknown, site = "main") => {
  const path = `/api/v1/push-subscriptions?site=${site}`;
  const answer = await sut.staff("POST", path, { ward, subscription });
  expect(await answer.json()).toEqual({ subscribed: true });
};

test("a tablet is told of its wards: a signed message that only it can read, of nobody", async () => {
  const key = pushKeySchema.parse(await (await sut.staff("GET", "/api/v1/push-key")).json()).key;
  expect(readOrMakePushKeys(folder).publicKey).toBe(key);
  if (process.platform !== "win32") {
    expect(statSync(join(folder, "push-keys.json")).mode & 0o777).toBe(0o600);
  }
  const tablet = createBrowser("/tablet");
  await subscribe("4B", tablet.subscription);
  await subscribe("-", tablet.subscription);
  await subscribe("4B", createBrowser("/annex").subscription, "annex");
  await subscribe("ICU", createBrowser("/icu").subscription);

  received.length = 0;
  await sut.deps.push.send("main", "4B", 3);
  await sut.deps.push.send("main", "-", 1);
  expect(received.map(({ path }) => path)).toEqual(["/tablet", "/tablet"]);
  const [first, second] = received as [Received, Received];
  expect(tablet.read(first.body)).toEqual({ site: "main", ward: "4B", count: 3 });
  expect(tablet.read(second.body)).toEqual({ site: "main", ward: "-", count: 1 });
  expect(first.body.length).toBe(second.body.length);
  expect(first.headers).toMatchObject({ "content-encoding": "aes128gcm", urgency: "high" });
  expect(Number(first.headers.ttl)).toBeGreaterThan(0);
  expect(first.headers.topic).toMatch(/^[\w-]{32}$/);
  expect(first.headers.topic).not.toBe(second.headers.topic);

  // RFC 8292: who sends, to which service, for how long.
  const signed = /^vapid t=(([\w-]+)\.([\w-]+))\.([\w-]+), k=([\w-]+)$/.exec(
    String(first.headers.authorization),
  );
  const [, text = "", , claims = "", signature = "", sender = ""] = signed ?? [];
  expect(sender).toBe(key);
  const point = bytes(key);
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) =>
    part.toString("base64url"),
  );
  const publicKey = createPublicKey({ key: { kty: "EC", crv: "P-256", x, y }, format: "jwk" });
  const isGenuine = (told: string) =>
    verify(
      "sha256",
      Buffer.from(told),
      { key: publicKey, dsaEncoding: "ieee-p1363" },
      bytes(signature),
    );
  expect(isGenuine(text)).toBe(true);
  expect(isGenuine(`${text}x`)).toBe(false);
  const { aud, sub, exp } = JSON.parse(bytes(claims).toString());
  expect([aud, sub]).toEqual([SERVICE, "https://clinic.example"]);
  const ahead = exp - Date.now() / 1000;
  expect(ahead).toBeGreaterThan(0);
  expect(ahead).toBeLessThanOrEqual(86_400);
});

test("a tablet that is gone is forgotten; one that cannot be reached is not, and holds up nobody", async () => {
  await subscribe("5A", createBrowser("/gone").subscription);
  await subscribe("5A", createBrowser("/busy").subscription);
  await subscribe("5A", createBrowser("/away", "https://elsewhere.example").subscription);
  await subscribe("5A", createBrowser("/well").subscription);
  const left = async () =>
    (await sut.store.clinical.pushSubscriptions.list("main"))
      .filter(({ wards }) => wards.includes("5A"))
      .map(({ endpoint }) => new URL(endpoint).pathname)
      .sort();
  await sut.deps.push.send("main", "5A", 1);
  expect(await left()).toEqual(["/away", "/busy", "/well"]);
  expect(received.some(({ path }) => path === "/well")).toBe(true);
  const log = sut.logLines.join("\n");
  expect(log.match(/outlet-failed/g)).toHaveLength(2);
  expect(log).not.toContain("elsewhere.example");

  const subscription = { endpoint: `${SERVICE}/well` };
  await sut.staff("DELETE", "/api/v1/push-subscriptions", { subscription });
  expect(await left()).toEqual(["/away", "/busy"]);
});

test("where no push service answers, a ward with many tablets is waited for once", async () => {
  for (let index = 0; index < 40; index++) {
    await subscribe("6C", createBrowser(`/silent-${index}`).subscription);
  }
  let asked = 0;
  const push = createWebPush({
    ...sut.deps,
    keys: readOrMakePushKeys(folder),
    subject: () => "https://clinic.example",
    timeoutMs: 20,
    fetch: (_, init) =>
      new Promise((_resolve, reject) => {
        asked++;
        if (init?.signal?.aborted) reject(init.signal.reason);
        init?.signal?.addEventListener("abort", () => reject(init.signal?.reason));
      }),
  });
  const failures = () => sut.logLines.filter((line) => line.includes("outlet-failed")).length;
  const before = failures();
  await push.send("main", "6C", 1);
  expect(failures() - before).toBe(40);
  // Whose turn came after that was not tried.
  expect(asked).toBeLessThanOrEqual(32);
});

test.each([
  ["no HTTPS", { endpoint: "http://push.example/x" }],
  ["an address of this machine", { endpoint: "https://127.1/x" }],
  ["an IPv6 address", { endpoint: "https://[::ffff:10.0.0.1]/x" }],
  ["a name of the own network", { endpoint: "https://metadata.google.internal/x" }],
  ["a name without a dot", { endpoint: "https://localhost/x" }],
  ["another port", { endpoint: "https://push.example:8443/x" }],
  ["a password", { endpoint: "https://a:b@push.example/x" }],
  ["a key that is none", { keys: { p256dh: "AAAA", auth: "AAAAAAAAAAAAAAAAAAAAAA" } }],
])("a subscription with %s is refused", async (_, wrong) => {
  const subscription = { ...createBrowser("/x").subscription, ...wrong };
  const answer = await sut.staff("POST", "/api/v1/push-subscriptions", {
    ward: "4B",
    subscription,
  });
  expect(answer.status).toBe(400);
});

test("so many devices are told of a ward, and one more is refused; those that are told stay", async () => {
  const { pushSubscriptions } = sut.store.clinical;
  const { subscription } = createBrowser("/first");
  await subscribe("6A", subscription);
  for (let count = 1; count < MOST_DEVICES_A_WARD; count++) {
    await pushSubscriptions.put("main", {
      endpoint: `${SERVICE}/${count}`,
      keys: subscription.keys,
      wards: ["6A"],
      createdAt: "2026-01-01T00:00:00.000Z",
    });
  }
  await subscribe("6A", subscription);
  const late = createBrowser("/late").subscription;
  const answer = await sut.staff("POST", "/api/v1/push-subscriptions", {
    ward: "6A",
    subscription: late,
  });
  expect([answer.status, await answer.json()]).toMatchObject([
    409,
    { error: { code: "TOO_MANY", details: { max: 100 } } },
  ]);
  const told = (await pushSubscriptions.list("main")).filter(({ wards }) => wards.includes("6A"));
  expect(told).toHaveLength(100);
  await subscribe("6B", late);
});
