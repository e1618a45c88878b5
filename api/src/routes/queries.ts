import { AppError } from "@throughline/shared/errors.ts";
import { daySchema } from "@throughline/shared/instant.ts";
import { MAX_RANGE_DAYS } from "@throughline/shared/limits.ts";
import { identifierSchema } from "@throughline/shared/patient.ts";
import { CODE_PATTERN, canonicalCode, MAIN_SITE } from "@throughline/shared/station-code.ts";
import type { Context } from "hono";
import * as z from "zod/mini";
import { siteCode } from "../operations/site-settings.ts";

const DAY_MS = 86_400_000;

const isInOrder = ({ from, to }: { from: string; to: string }) => from <= to;
const isShortEnough = ({ from, to }: { from: string; to: string }) =>
  (Date.parse(to) - Date.parse(from)) / DAY_MS < MAX_RANGE_DAYS;

/** The four-digit years that a calendar of clinic days can be meant for. */
export const calendarDaySchema = daySchema.check(
  z.refine((day: string) => day >= "1900-01-01" && day < "3000-01-01", "not within 1900 to 2999"),
);

export const dayParamSchema = z.object({ day: calendarDaySchema });

/** A range of days, both included, as the query `from` and `to`. */
export const daysSchema = z
  .object({ from: calendarDaySchema, to: calendarDaySchema })
  .check(
    z.refine(isInOrder, { message: "before `from`", path: ["to"] }),
    z.refine(isShortEnough, { message: `more than ${MAX_RANGE_DAYS} days`, path: ["to"] }),
  );

/** The range that figures are compared with, if any. */
export const comparisonSchema = z.object({
  compareFrom: z.optional(calendarDaySchema),
  compareTo: z.optional(calendarDaySchema),
});

/** Whether small counts are asked for too. */
export const fullSchema = z.object({ full: z.optional(z.enum(["true", "false"])) });

/** The site that a clinical address asks for. */
export const siteOf = (c: Context): string => siteCode(c.req.query("site") ?? MAIN_SITE);

/** The feed that an address names; throws `NOT_FOUND` for what can be none's name. */
export const feedOf = (c: Context): string => {
  const name = canonicalCode(c.req.param("name") ?? "");
  if (!CODE_PATTERN.test(name)) throw new AppError("NOT_FOUND");
  return name;
};

/** The id that an address names; throws `NOT_FOUND` for what is too long to be anybody's. */
export const idOf = (c: Context): string => {
  const id = identifierSchema.safeParse(c.req.param("id"));
  if (!id.success) throw new AppError("NOT_FOUND");
  return id.data;
};
