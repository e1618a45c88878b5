import { daySchema } from "@throughline/shared/instant.ts";
import { MAX_RANGE_DAYS } from "@throughline/shared/limits.ts";
import * as z from "zod/mini";

const DAY_MS = 86_400_000;

const isInOrder = ({ from, to }: { from: string; to: string }) => from <= to;
const isShortEnough = ({ from, to }: { from: string; to: string }) =>
  (Date.parse(to) - Date.parse(from)) / DAY_MS < MAX_RANGE_DAYS;

/** A range of days, both included, as the query `from` and `to`. */
export const daysSchema = z
  .object({ from: daySchema, to: daySchema })
  .check(
    z.refine(isInOrder, { message: "before `from`", path: ["to"] }),
    z.refine(isShortEnough, { message: `more than ${MAX_RANGE_DAYS} days`, path: ["to"] }),
  );
