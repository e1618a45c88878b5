import type { Access } from "@throughline/shared/access.ts";
import type { Context } from "hono";
import type { Deps } from "../deps.ts";
import { recordAccess } from "../operations/ward/record-access.ts";
import { patternOf } from "./pattern.ts";

/** Writes down what this request is about to be told: before its answer, so that none goes unsaid. */
export const noteAccess = (
  c: Context,
  deps: Deps,
  site: string,
  about: Pick<Access, "ward" | "patientId" | "medicalRecordNumber" | "count">,
): Promise<void> =>
  recordAccess(deps, site, { by: c.get("who"), what: `${c.req.method} ${patternOf(c)}`, ...about });
