import { expect, it } from "vitest";
import { posterUrl } from "./poster-url.ts";

it("leaves the main site out of the address", () => {
  expect(posterUrl("https://flow.example.org", "main", "check-in")).toBe(
    "https://flow.example.org/s/check-in",
  );
  expect(posterUrl("https://flow.example.org", "north", "lab")).toBe(
    "https://flow.example.org/s/north/lab",
  );
});
