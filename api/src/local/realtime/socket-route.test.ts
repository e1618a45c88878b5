import { once } from "node:events";
import { Hono } from "hono";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ClientOptions, WebSocket } from "ws";
import { type AppUnderTest, STAFF_TOKEN, startApp } from "../../testing/start-app.ts";
import { type HttpServer, listen } from "../http-server.ts";
import { createIsPrivate } from "../private-connection.ts";
import { createHub, type Hub } from "./hub.ts";
import { createSocketRoute } from "./socket-route.ts";

const token = { "x-throughline-token": STAFF_TOKEN };
const news = {
  patient_id: "p1",
  alert_type: "overdue" as const,
  message: "North, bed 4: 48 h without a test",
  timestamp: "2026-03-10T09:00:00.000Z",
};

let sut: AppUnderTest;
let hub: Hub;
let server: HttpServer;
beforeAll(async () => {
  sut = await startApp();
  await sut.addSite("main");
  await sut.addSite("annex");
  hub = createHub();
  sut.deps.realtime = hub;
  sut.deps.isPrivate = createIsPrivate({ behindHttps: false });
  const routes = new Hono().route("/", createSocketRoute(sut.deps, hub));
  routes.all("/api/*", (c) => sut.app.fetch(c.req.raw, c.env));
  server = await listen({ host: "127.0.0.1", port: 0 }, routes.fetch);
});
afterAll(async () => {
  await server.close();
  await sut.close();
});

/** Opens a socket; its messages are read one after another, however early they come. */
const open = async (headers: Record<string, string>, path = "/ws", options: ClientOptions = {}) => {
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}${path}`, { headers, ...options });
  const heard: unknown[] = [];
  const waiting: ((message: unknown) => void)[] = [];
  socket.on("message", (data) => {
    const message = JSON.parse(String(data));
    const next = waiting.shift();
    if (next) next(message);
    else heard.push(message);
  });
  socket.on("error", () => {});
  const refused = new Promise<number>((resolve) => {
    socket.on("unexpected-response", (request, answer) => {
      request.destroy();
      resolve(answer.statusCode ?? 0);
    });
  });
  const status = await Promise.race([once(socket, "open").then(() => 101), refused]);
  return {
    socket,
    status,
    closed: once(socket, "close") as Promise<[number, Buffer]>,
    next: () =>
      heard.length > 0
        ? Promise.resolve(heard.shift())
        : new Promise((resolve) => waiting.push(resolve)),
    say: (message: unknown) =>
      socket.send(typeof message === "string" ? message : JSON.stringify(message)),
  };
};

const subscribe = (ward: string, types: string[] = []) => ({
  type: "subscribe",
  data: { ward, alert_types: types },
});

/** Whatever was sent before its answer has come before it too. */
const subscribed = async (client: Awaited<ReturnType<typeof open>>, ward: string) => {
  client.say(subscribe(ward));
  expect(await client.next()).toMatchObject({ type: "subscribed", data: { ward } });
};

const signIn = async () => {
  const link = (await (await sut.staff("POST", "/api/v1/sign-in-links")).json()) as { url: string };
  const answer = await sut.anyone("GET", new URL(link.url).pathname);
  return answer.headers.get("set-cookie")?.split(";")[0] ?? "";
};
const ownPage = () => ({ origin: `http://127.0.0.1:${server.port}` });

test("a screen hears of its wards, its kinds of news and its site alone", async () => {
  const north = await open(token);
  await subscribed(north, "North");
  await subscribed(north, "-");
  const all = await open(token, "/api/v1/ws?site=main");
  await subscribed(all, "*");
  const picky = await open(token);
  picky.say(subscribe("North", ["escalated"]));
  await picky.next();
  const annex = await open(token, "/ws?site=Annex");
  await subscribed(annex, "*");

  await hub.broadcast("main", "South", { ...news, patient_id: "p2" });
  await hub.broadcast("main", "North", news);
  await hub.broadcast("main", "-", { ...news, patient_id: "p3" });
  await hub.broadcast("main", null, { ...news, patient_id: "", alert_type: "feed_silent" });
  await hub.broadcast("main", "North", { ...news, alert_type: "escalated" });
  const heard = async (client: typeof north, count: number) => {
    const messages: string[] = [];
    for (let i = 0; i < count; i++) {
      const { data } = (await client.next()) as { data: typeof news };
      messages.push(`${data.alert_type} ${data.patient_id}`);
    }
    return messages;
  };
  const toNorth = ["overdue p1", "overdue p3", "feed_silent ", "escalated p1"];
  expect(await heard(north, 4)).toEqual(toNorth);
  expect(await heard(all, 5)).toEqual(["overdue p2", ...toNorth]);
  expect(await heard(picky, 1)).toEqual(["escalated p1"]);
  await subscribed(annex, "one more");

  // The message as it was agreed.
  await hub.broadcast("main", "North", news);
  expect(await north.next()).toEqual({ type: "patient_alert", data: news });
  for (const { socket } of [north, all, picky, annex]) socket.close();
});

test("that somebody listens to news of patients stands in the access log", async () => {
  const listen = async () => {
    const day = new Date(sut.clock.nowMs).toISOString().slice(0, 10);
    const { accesses } = await sut.store.clinical.accessLog.list("annex", day, { limit: 100 });
    return accesses.map(({ by, what }) => [by, what]);
  };
  const before = await listen();
  await open(token, "/ws?site=annex");
  await open({ ...token, "x-throughline-token": "wrong" }, "/ws?site=annex");
  expect(await listen()).toEqual([...before, ["script", "GET /ws"]]);
});

test("the latest word about a ward holds", async () => {
  const client = await open(token);
  client.say(subscribe("North", ["overdue"]));
  await client.next();
  client.say(subscribe("North", ["changed"]));
  await client.next();
  await hub.broadcast("main", "North", news);
  await hub.broadcast("main", "North", { ...news, alert_type: "changed" });
  expect(await client.next()).toMatchObject({ data: { alert_type: "changed" } });
  client.socket.close();
});

test("either side may ask whether the other is there", async () => {
  const client = await open(token);
  client.say({ type: "ping" });
  expect(await client.next()).toEqual({ type: "pong" });
  client.say({ type: "pong" });
  await subscribed(client, "North");
  client.socket.close();
});

test.each([
  ["no JSON", "{"],
  ["bytes", Buffer.from([1, 2])],
  ["something else", { type: "publish", data: {} }],
  ["no ward", { type: "subscribe", data: { ward: "", alert_types: [] } }],
  ["an unknown type of news", subscribe("North", ["birthday"])],
])("a message that is not understood (%s) is answered, and not fatal", async (_, message) => {
  const client = await open(token);
  if (Buffer.isBuffer(message)) client.socket.send(message);
  else client.say(message);
  expect(await client.next()).toMatchObject({ type: "error" });
  await subscribed(client, "North");
  client.socket.close();
});

test("too many of them, and too large ones, end the socket", async () => {
  const rude = await open(token);
  for (let i = 0; i <= 20; i++) rude.say("?");
  expect((await rude.closed)[0]).toBe(1008);
  const large = await open(token);
  large.say("x".repeat(5_000));
  expect((await large.closed)[0]).toBe(1009);
  const greedy = await open(token);
  for (let i = 0; i < 100; i++) await subscribed(greedy, `ward ${i}`);
  greedy.say(subscribe("one too many"));
  expect(await greedy.next()).toMatchObject({ type: "error" });
  greedy.socket.close();
});

test("only staff of our own pages, or a script, get a socket", async () => {
  const cookie = await signIn();
  expect((await open({})).status).toBe(401);
  expect((await open({ "x-throughline-token": "guessed" })).status).toBe(401);
  expect((await open({ cookie, origin: "https://evil.example" })).status).toBe(403);
  expect((await open({ cookie })).status).toBe(403);
  expect((await open(token, "/ws?site=nowhere")).status).toBe(404);
  expect((await open({ ...token, "x-forwarded-for": "192.0.2.1" })).status).toBe(403);
  expect((await open({ ...token, host: "clinic.example" })).status).toBe(403);
  const own = await open({ cookie, ...ownPage() });
  expect(own.status).toBe(101);
  own.socket.close();
});

test("whoever signs out, or whose session is over, hears no more", async () => {
  const cookie = await signIn();
  const client = await open({ cookie, ...ownPage() });
  await subscribed(client, "North");
  sut.clock.nowMs += 1_000;
  const other = await open({ cookie: await signIn(), ...ownPage() });
  await subscribed(other, "North");
  const signedOut = await sut.anyone("POST", "/api/v1/sign-out", undefined, {
    cookie,
    "sec-fetch-site": "same-origin",
  });
  expect(signedOut.status).toBe(200);
  expect((await client.closed)[0]).toBe(4401);
  await subscribed(other, "South");

  sut.clock.nowMs += 31 * 86_400_000;
  await hub.broadcast("main", "North", news);
  expect((await other.closed)[0]).toBe(4401);
});

test("a client that shows no life by the second heartbeat is cut off, others go on", async () => {
  const alive = await open(token);
  const dead = await open(token, "/ws", { autoPong: false });
  await subscribed(alive, "North");
  await subscribed(dead, "North");
  const ponged = once(alive.socket, "ping");
  hub.beat();
  expect(await alive.next()).toMatchObject({ type: "ping" });
  await ponged;
  // Its own pong is on the way before this answer is.
  await subscribed(alive, "North");
  hub.beat();
  expect((await dead.closed)[0]).toBe(1006);
  expect(await alive.next()).toMatchObject({ type: "ping" });
  await subscribed(alive, "South");
  alive.socket.close();
});

test("a server that stops says goodbye, and does not wait for who does not answer", async () => {
  const other = await listen(
    { host: "127.0.0.1", port: 0 },
    createSocketRoute(sut.deps, hub).fetch,
  );
  const socket = new WebSocket(`ws://127.0.0.1:${other.port}/ws`, { headers: token });
  await once(socket, "open");
  const deaf = new WebSocket(`ws://127.0.0.1:${other.port}/ws`, { headers: token });
  await once(deaf, "open");
  (deaf as unknown as { _socket: { pause(): void } })._socket.pause();
  const closed = once(socket, "close");
  await other.close();
  expect((await closed)[0]).toBe(1001);
  deaf.terminate();
});
