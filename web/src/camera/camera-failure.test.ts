import { expect, test } from "vitest";
import { cameraFailure, EngineMissing } from "./camera-failure.ts";

const here = { secure: true, cameras: true };

test.each([
  ["NotAllowedError", "refused"],
  ["NotFoundError", "absent"],
  ["OverconstrainedError", "absent"],
  ["NotReadableError", "inUse"],
  ["InvalidStateError", "stopped"],
])("%s means %s", (name, expected) => {
  expect(cameraFailure(new DOMException("", name), here)).toBe(expected);
});

test("what the page is decides before what was thrown", () => {
  const refused = new DOMException("", "NotAllowedError");
  expect(cameraFailure(refused, { secure: false, cameras: false })).toBe("insecure");
  expect(cameraFailure("not supported", { ...here, cameras: false })).toBe("absent");
  expect(cameraFailure(new EngineMissing(), { ...here, cameras: false })).toBe("noReader");
  expect(cameraFailure(undefined, here)).toBe("stopped");
});
