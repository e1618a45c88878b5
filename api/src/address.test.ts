import { type Context, Hono } from "hono";
import { expect, test } from "vitest";
import { createAddressOf, networkOf } from "./address.ts";

test.each([
  ["203.0.113.9", "203.0.113.9"],
  ["::ffff:203.0.113.9", "203.0.113.9"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:0DB8:0001:0002::6", "2001:db8:1:2::/64"],
  ["2001:db8::1", "2001:db8:0:0::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ["203.0.113.9:51034", "203.0.113.9"],
  ["[2001:db8:1:2::6]:443", "2001:db8:1:2::/64"],
  ["[2001:db8:1:2::6]", "2001:db8:1:2::/64"],
  ["::1", "0:0:0:0::/64"],
  ["", ""],
])("%s counts as %s", (address, network) => {
  expect(networkOf(address)).toBe(network);
});

const ask = async (trustProxy: boolean, forwarded?: string) => {
  const addressOf = createAddressOf({ trustProxy, remoteAddress: () => "192.0.2.1" });
  const app = new Hono().get("/", (c: Context) => c.text(addressOf(c)));
  const headers: Record<string, string> = forwarded ? { "x-forwarded-for": forwarded } : {};
  return (await app.request("/", { headers })).text();
};

test("a client's own word about its address is not taken", async () => {
  expect(await ask(false, "203.0.113.9")).toBe("192.0.2.1");
});

test("behind our own proxy the address that the proxy wrote counts", async () => {
  expect(await ask(true, "198.51.100.1, 203.0.113.9")).toBe("203.0.113.9");
  expect(await ask(true)).toBe("192.0.2.1");
});
