import { expect, test } from "vitest";
import { findLanNames } from "./lan-names.ts";

const interfaces = (...addresses: string[]) => ({
  any: addresses.map((address) => ({
    address,
    internal: address === "127.0.0.1",
    family: address.includes(":") ? ("IPv6" as const) : ("IPv4" as const),
    netmask: "",
    mac: "",
    cidr: null,
    scopeid: 0,
  })),
});
const find = (host: string, addresses: string[], publicUrl?: string) =>
  findLanNames({ host, publicUrl, interfaces: interfaces(...addresses), machineName: "Desk.lan" });

test("the names are the network's addresses that are listened on, and the machine's own name", () => {
  const all = ["127.0.0.1", "fd00::2", "fe80::1", "192.0.2.2", "192.168.1.5", "10.0.0.7"];
  expect(find("0.0.0.0", all)).toEqual(["192.168.1.5", "10.0.0.7", "desk.local"]);
  expect(find("::", all)).toEqual(["192.168.1.5", "10.0.0.7", "fd00::2", "desk.local"]);
  expect(find("10.0.0.7", all)).toEqual(["10.0.0.7", "desk.local"]);
});

test("a chosen name comes first, when the authority may vouch for it", () => {
  const all = ["192.168.1.5"];
  expect(find("0.0.0.0", all, "https://desk.local:8443")[0]).toBe("desk.local");
  expect(find("0.0.0.0", all, "https://10.1.1.1")).toEqual([
    "10.1.1.1",
    "192.168.1.5",
    "desk.local",
  ]);
  for (const other of ["http://desk.local", "https://clinic.example", "https://192.0.2.2"]) {
    expect(() => find("0.0.0.0", all, other)).toThrow("--public-url");
  }
});

test("without a local network there is nothing to serve", () => {
  expect(() => find("0.0.0.0", ["127.0.0.1", "192.0.2.2"])).toThrow("no address");
  expect(() => find("192.0.2.2", ["192.0.2.2"])).toThrow("--host");
  expect(() => find("clinic.example", [])).toThrow("--host");
});
