import { expect, it } from "vitest";
import { posterUrl, reachOf } from "./poster-url.ts";

it("leaves the main site out of the address", () => {
  expect(posterUrl("https://flow.example.org", "main", "check-in")).toBe(
    "https://flow.example.org/s/check-in",
  );
  expect(posterUrl("https://flow.example.org", "north", "lab")).toBe(
    "https://flow.example.org/s/north/lab",
  );
});

it.each([
  ["http://localhost:8080", "this-computer"],
  ["http://127.0.0.1:8080", "this-computer"],
  ["http://[::1]:8080", "this-computer"],
  ["http://0.0.0.0:8080", "this-computer"],
  ["http://10.1.2.3", "this-network"],
  ["http://172.15.0.1", "everybody"],
  ["http://172.16.0.1", "this-network"],
  ["http://172.31.255.1", "this-network"],
  ["http://172.32.0.1", "everybody"],
  ["http://192.168.1.4:8080", "this-network"],
  ["http://192.169.1.4", "everybody"],
  ["http://169.254.1.1", "this-network"],
  ["http://100.64.0.1", "this-network"],
  ["http://100.128.0.1", "everybody"],
  ["http://[fd12::1]", "this-network"],
  ["http://[fe80::1]", "this-network"],
  ["http://[2001:db8::1]", "everybody"],
  ["http://clinic-pc:8080", "this-network"],
  ["http://clinic.local", "this-network"],
  ["https://flow.example.org", "everybody"],
  ["https://10.example.org", "everybody"],
])("says of %s: %s", (url, reach) => {
  expect(reachOf(url)).toBe(reach);
});
