import { expect, test } from "vitest";
import { guessPublicUrl, localUrl } from "./addresses.ts";

const interfaces = (...addresses: [string, boolean][]) => ({
  any: addresses.map(([address, internal]) => ({
    address,
    internal,
    family: address.includes(":") ? ("IPv6" as const) : ("IPv4" as const),
    netmask: "",
    mac: "",
    cidr: null,
    scopeid: 0,
  })),
});

test("a server on every address is reached here by the loopback one", () => {
  expect(localUrl("0.0.0.0", 80)).toBe("http://127.0.0.1:80");
  expect(localUrl("::", 80)).toBe("http://[::1]:80");
  expect(localUrl("192.168.1.5", 80)).toBe("http://192.168.1.5:80");
});

test("posters carry an address of the network only when the network is let in", () => {
  const found = interfaces(["127.0.0.1", true], ["fe80::1", false], ["192.168.1.5", false]);
  expect(guessPublicUrl("0.0.0.0", 8080, found)).toBe("http://192.168.1.5:8080");
  expect(guessPublicUrl("127.0.0.1", 8080, found)).toBe("http://127.0.0.1:8080");
  expect(guessPublicUrl("0.0.0.0", 8080, interfaces())).toBe("http://127.0.0.1:8080");
});
