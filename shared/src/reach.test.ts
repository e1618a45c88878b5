import { expect, test } from "vitest";
import { reachOf } from "./reach.ts";

test.each([
  ["localhost", "this-computer"],
  ["127.0.0.1", "this-computer"],
  ["[::1]", "this-computer"],
  ["0.0.0.0", "this-computer"],
  ["10.1.2.3", "this-network"],
  ["172.15.0.1", "everybody"],
  ["172.16.0.1", "this-network"],
  ["172.31.255.1", "this-network"],
  ["172.32.0.1", "everybody"],
  ["192.168.1.4", "this-network"],
  ["192.169.1.4", "everybody"],
  ["169.254.1.1", "this-network"],
  ["100.64.0.1", "this-network"],
  ["100.128.0.1", "everybody"],
  ["[fd12::1]", "this-network"],
  ["[fe80::1]", "this-network"],
  ["[2001:db8::1]", "everybody"],
  ["clinic-pc", "this-network"],
  ["clinic.local", "this-network"],
  ["flow.example.org", "everybody"],
  ["10.example.org", "everybody"],
])("says of %s: %s", (host, reach) => {
  expect(reachOf(host)).toBe(reach);
});
