import * as z from "zod/mini";

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const DAY = /^\d{4}-\d\d-\d\d$/;

const isRealInstant = (value: string) => {
  const time = Date.parse(value);
  return !Number.isNaN(time) && new Date(time).toISOString() === value;
};

/** An instant as it is stored and sent: ISO 8601, UTC, milliseconds. February 30 is refused. */
export const instantSchema = z
  .string()
  .check(
    z.regex(INSTANT, "an instant like 2026-11-20T10:42:00.000Z"),
    z.refine(isRealInstant, "not a date"),
  );

/** A calendar day `YYYY-MM-DD` that exists. */
export const daySchema = z.string().check(
  z.regex(DAY, "a day like 2026-11-20"),
  z.refine((value: string) => isRealInstant(`${value}T00:00:00.000Z`), "not a date"),
);

export const uuidSchema = z
  .string()
  .check(
    z.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, "a lower-case UUID"),
  );
