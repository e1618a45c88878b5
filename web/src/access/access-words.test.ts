import { expect, it } from "vitest";
import { accessWords } from "./access-words.ts";

it("says in words what was read, and keeps what it has no word for", () => {
  expect(accessWords("view")).toBe("A ward on a screen");
  expect(accessWords("GET /api/v1/patients/:id")).toBe("A patient");
  expect(accessWords("GET /api/v1/ws")).toBe(accessWords("GET /ws"));
  expect(accessWords("GET /ws")).toBe("News of alerts, as they open");
  expect(accessWords("GET /api/v1/new/:thing")).toBe("GET /api/v1/new/:thing");
});
