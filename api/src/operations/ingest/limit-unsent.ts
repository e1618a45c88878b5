import { AppError } from "@throughline/shared/errors.ts";
import type { OperationDeps } from "../../deps.ts";

const HOUR_MS = 3_600_000;
/** A system that tries again each minute stays far below. */
export const MOST_UNSENT_AN_HOUR = 200;
/** Long after the address of an announcement has expired. */
const FORGOTTEN_AFTER_MS = 24 * HOUR_MS;
const FORGOTTEN_AT_ONCE = 25;

/**
 * Throws `RATE_LIMITED` for a sender that announced many files within the hour and sent none of
 * them, and forgets announcements of any sender whose files never came.
 */
export const limitUnsent = async (
  { store, objects, now }: Pick<OperationDeps, "store" | "objects" | "now">,
  site: string,
  who: string,
): Promise<void> => {
  const { files } = store.clinical;
  const nowMs = now();
  const before = (ms: number) => new Date(nowMs - ms).toISOString();
  const hourAgo = before(HOUR_MS);
  const [lately, forgotten] = await Promise.all([
    files.listAwaited(site, hourAgo),
    files.listForgotten(site, before(FORGOTTEN_AFTER_MS), FORGOTTEN_AT_ONCE),
  ]);
  for (const { objectKey, report } of forgotten) {
    // Bytes that lie there are taken in sooner or later, by what was announced of them.
    if (!(await objects.head(objectKey))) await files.remove(site, report.fileId);
  }
  const unsent = lately.filter(
    ({ announcedBy, report }) => announcedBy === who && report.receivedAt > hourAgo,
  );
  const [oldest] = unsent;
  if (!oldest || unsent.length < MOST_UNSENT_AN_HOUR) return;
  const waitMs = Date.parse(oldest.report.receivedAt) + HOUR_MS - nowMs;
  throw new AppError("RATE_LIMITED", {
    retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1_000)),
    details: { unsent: unsent.length },
  });
};
