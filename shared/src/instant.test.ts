import { describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { daySchema, instantSchema, uuidSchema } from "./instant.ts";

const accepts = (schema: z.ZodMiniType, value: unknown) => z.safeParse(schema, value).success;

describe("instants", () => {
  test.each(["2026-11-20T10:42:00.000Z", "2024-02-29T23:59:59.999Z", "1970-01-01T00:00:00.000Z"])(
    "%s is one",
    (value) => expect(accepts(instantSchema, value)).toBe(true),
  );

  test.each([
    "2026-02-30T10:00:00.000Z",
    "2025-02-29T10:00:00.000Z",
    "2026-11-20T24:00:00.000Z",
    "2026-11-20T10:00:60.000Z",
    "2026-11-20T10:42:00Z",
    "2026-11-20T10:42:00.000+01:00",
    "2026-11-20T10:42:00.000000Z",
    "2026-11-20T10:42:00.000Z\n",
    "2026-11-20",
    "",
    1_795_169_520_000,
    null,
  ])("%j is none", (value) => expect(accepts(instantSchema, value)).toBe(false));
});

describe("days", () => {
  test.each(["2026-11-20", "2024-02-29"])("%s is one", (value) =>
    expect(accepts(daySchema, value)).toBe(true),
  );

  test.each(["2026-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "20261120", "2026-11-20T", ""])(
    "%j is none",
    (value) => expect(accepts(daySchema, value)).toBe(false),
  );
});

test("ids are lower-case UUIDs", () => {
  expect(accepts(uuidSchema, "019a9f5e-1c00-7abc-8def-0123456789ab")).toBe(true);
  expect(accepts(uuidSchema, "019A9F5E-1C00-7ABC-8DEF-0123456789AB")).toBe(false);
  expect(accepts(uuidSchema, "019a9f5e-1c00-7abc-8def-0123456789a")).toBe(false);
  expect(accepts(uuidSchema, "019a9f5e-1c00-7abc-8def-0123456789ab#")).toBe(false);
});
