import type { Journal } from "./journal.ts";
import { pending } from "./journal.ts";
import { type Failure, sendEntries } from "./push.ts";

/** How long a tablet with nothing to send stays silent. */
const REPORT_EVERY_MS = 5 * 60_000;

/**
 * Tells the server that this tablet holds nothing more, unless it was told so lately. To be called
 * after a push: what waits is reported with it. Undefined when there is nothing left to tell.
 */
export const reportTablet = async (journal: Journal): Promise<Failure | undefined> => {
  const { tablet } = await journal.storage.read((transaction) => transaction.device());
  if (!tablet) return undefined;
  const waiting = await pending(journal);
  if (waiting.some(({ forOthers, site }) => forOthers && site === tablet.site)) return undefined;
  const silentMs = journal.environment.wallMs() - Date.parse(tablet.reportedAt ?? "");
  if (Math.abs(silentMs) < REPORT_EVERY_MS) return undefined;
  return sendEntries(journal, { site: tablet.site, forOthers: true }, []);
};
