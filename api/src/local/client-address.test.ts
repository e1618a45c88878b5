import { Hono } from "hono";
import { expect, test } from "vitest";
import { createClientAddress } from "./client-address.ts";

/** The address that counts for a request which came from `remoteAddress`. */
const ask = async (proxied: boolean, remoteAddress: string, forwarded?: string) => {
  const addressOf = createClientAddress({ proxied });
  const app = new Hono().get("/", (c) => c.text(addressOf(c)));
  const headers: Record<string, string> = forwarded ? { "x-forwarded-for": forwarded } : {};
  const incoming = { socket: { remoteAddress, remotePort: 1, remoteFamily: "IPv4" } };
  return (await app.request("/", { headers }, { incoming })).text();
};

test.each(["127.0.0.1", "::1", "::ffff:127.0.0.1"])(
  "a proxy on this machine (%s) says for whom it asks",
  async (proxy) => {
    expect(await ask(true, proxy, "198.51.100.1, 203.0.113.9")).toBe("203.0.113.9");
  },
);

test("nobody else is believed, and without a public address nobody at all", async () => {
  expect(await ask(true, "192.0.2.1", "203.0.113.9")).toBe("192.0.2.1");
  expect(await ask(false, "127.0.0.1", "203.0.113.9")).toBe("127.0.0.1");
  expect(await ask(true, "127.0.0.1")).toBe("127.0.0.1");
});
