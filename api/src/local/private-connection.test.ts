import { Hono } from "hono";
import { expect, test } from "vitest";
import { addDatabaseRoute } from "./backup/database-route.ts";
import { createIsPrivate } from "./private-connection.ts";

const HERE = "127.0.0.1";
const LAN = "192.168.1.9";
const viaProxy = { "x-forwarded-for": LAN };

const ask = (
  url: string,
  {
    from = HERE,
    headers = {},
    behindHttps = false,
    encrypted = false,
  }: {
    from?: string;
    headers?: Record<string, string>;
    behindHttps?: boolean;
    encrypted?: boolean;
  },
) => {
  const isPrivate = createIsPrivate({ behindHttps });
  const app = new Hono().get("*", (c) => c.text(String(isPrivate(c))));
  const socket = { remoteAddress: from, encrypted };
  return Promise.resolve(app.request(url, { headers }, { incoming: { socket } })).then((answer) =>
    answer.text(),
  );
};

test.each([
  ["this machine by a loopback address", "http://127.0.0.1:8080/", {}, true],
  ["… by another of them", "http://127.8.8.8:8080/", {}, true],
  ["… by name", "http://localhost:8080/", {}, true],
  ["… by a name under it", "http://clinic.localhost:8080/", {}, true],
  ["… by IPv6", "http://[::1]:8080/", { from: "::1" }, true],
  ["… by IPv4 within IPv6", "http://localhost/", { from: "::ffff:127.0.0.1" }, true],
  ["… by a name that another page leads here", "http://evil.example:8080/", {}, false],
  ["… by a name that only begins so", "http://localhost.evil.example/", {}, false],
  ["… by an address that only begins so", "http://127.0.0.1.evil.example/", {}, false],
  ["… by its address in the network", "http://192.168.1.5:8080/", { from: "192.168.1.5" }, false],
  ["the network, whatever it calls us", "http://localhost:8080/", { from: LAN }, false],
  ["the network by HTTPS", "https://192.168.1.5:8443/", { from: LAN, encrypted: true }, true],
  [
    "the network, saying that it came by HTTPS",
    "http://localhost:8080/",
    { from: LAN, headers: { "x-forwarded-proto": "https" }, behindHttps: true },
    false,
  ],
  [
    "a proxy of ours for HTTPS",
    "http://clinic.example/",
    { headers: { ...viaProxy, "x-forwarded-proto": "https" }, behindHttps: true },
    true,
  ],
  [
    "a proxy of ours for a plain request",
    "http://clinic.example/",
    { headers: { ...viaProxy, "x-forwarded-proto": "http" }, behindHttps: true },
    false,
  ],
  [
    "a proxy of ours that was itself told of HTTPS, for a plain request",
    "http://clinic.example/",
    { headers: { ...viaProxy, "x-forwarded-proto": "https, http" }, behindHttps: true },
    false,
  ],
  [
    "a proxy of ours that does not say",
    "http://clinic.example/",
    { headers: viaProxy, behindHttps: true },
    false,
  ],
  [
    "a proxy that calls us by a loopback name, for a plain request",
    "http://127.0.0.1:8080/",
    { headers: { ...viaProxy, "x-forwarded-proto": "http" }, behindHttps: true },
    false,
  ],
  [
    "a proxy that nobody set up",
    "http://127.0.0.1:8080/",
    { headers: { ...viaProxy, "x-forwarded-proto": "https" } },
    false,
  ],
  ["a script beside a proxy of ours", "http://127.0.0.1:8080/", { behindHttps: true }, true],
])("%s", async (_, url, request, expected) => {
  expect(await ask(url, request)).toBe(String(expected));
});

test.each([
  ["a script beside the server", { remoteAddress: HERE, localAddress: HERE }, {}, true],
  ["… by an address of the network", { remoteAddress: LAN, localAddress: LAN }, {}, true],
  ["another machine", { remoteAddress: LAN, localAddress: "192.168.1.5" }, {}, false],
  ["a proxy on this machine", { remoteAddress: HERE, localAddress: HERE }, viaProxy, false],
])("the database leaves this machine for nobody who could be read along: %s", async (...row) => {
  const [, socket, headers, isGiven] = row;
  const database = { rows: async function* () {} };
  const staff = { isToken: () => true } as never;
  const app = new Hono();
  const deps = { staff, log: () => {}, isPrivate: createIsPrivate({ behindHttps: false }) };
  app.onError((error) => new Response((error as { code?: string }).code, { status: 403 }));
  addDatabaseRoute(app, deps, database as never);
  const url = "http://192.168.1.5:8080/local/database";
  const answer = await app.request(url, { headers }, { incoming: { socket } });
  expect(answer.status).toBe(isGiven ? 200 : 403);
  if (!isGiven) expect(await answer.text()).toBe("INSECURE");
});
