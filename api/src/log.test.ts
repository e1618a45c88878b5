import { expect, test } from "vitest";
import { createLog, describeError, type LogFields } from "./log.ts";

test("a line holds the allowed fields and nothing else", () => {
  const lines: string[] = [];
  const log = createLog({ write: (line) => lines.push(line), now: () => 0 });
  const fields = { status: 200, path: "/s/SECRET", count: undefined } as LogFields;
  log("request", fields);
  expect(lines).toEqual(['{"at":"1970-01-01T00:00:00.000Z","event":"request","status":200}']);
});

test("an error is described without what it says, for it may quote what was sent", () => {
  const cause = new RangeError("SECRET\nSECRET");
  const described = describeError(new TypeError("SECRET of\n SECRET", { cause }));
  expect(described.error).toBe("TypeError < RangeError");
  expect(described.stack?.length).toBeGreaterThan(1);
  expect(described.stack?.every((frame) => frame.startsWith("at "))).toBe(true);
  expect(JSON.stringify(described)).not.toContain("SECRET");
  expect(describeError("SECRET")).toEqual({ error: "string" });
});
