import * as z from "zod/mini";
import { uuidSchema } from "./instant.ts";
import { codeSchema } from "./station.ts";

/**
 * What a station's tablet says of itself with a push. The server believes it only of a browser that
 * is signed in as staff.
 */
export const tabletReportSchema = z.object({
  /** Made once on the tablet. */
  id: uuidSchema,
  /** Where it stands now. */
  station: codeSchema,
  /** Its entries that were not confirmed yet as this request left, the request's own included. */
  waiting: z.int().check(z.minimum(0), z.maximum(1_000_000)),
});
export type TabletReport = z.infer<typeof tabletReportSchema>;
