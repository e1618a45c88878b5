import { mapConcurrently } from "../../concurrency.ts";
import type { OperationDeps } from "../../deps.ts";
import { settleAdmission } from "./settle-admission.ts";

/** More than the clocks of servers differ by. */
const AHEAD_MS = 10 * 60_000;
const A_PART = 200;
const STAYS_AT_A_TIME = 8;

/**
 * Where the monitor's mark lies far ahead, this machine's clock had been wrong and was set back. A
 * mark from the future would look fresh for ever, so it gives way; and stays whose planned discharge
 * seemed to have come are watched again.
 */
export const mendClock = async (
  deps: Pick<OperationDeps, "store" | "now">,
  site: string,
  { at, failed }: { at: string; failed: number },
): Promise<void> => {
  const { admissions, monitorMarks, wardSettings } = deps.store.clinical;
  const mark = await monitorMarks.read(site);
  if (mark === null || Date.parse(mark) - Date.parse(at) <= AHEAD_MS) return;
  const settings = await wardSettings.readFresh(site);
  let after: string | undefined;
  do {
    const page = await admissions.listOver(site, { limit: A_PART, from: at, after });
    // A file as of later than now shows that it is this clock that is wrong.
    const known = page.stays.filter(
      ({ admission }) => Date.parse(admission.source.asOf) - Date.parse(at) <= AHEAD_MS,
    );
    await mapConcurrently(known, STAYS_AT_A_TIME, ({ admission }) =>
      settleAdmission(deps, site, admission, { settings, mayOpen: false, because: "facts" }),
    );
    after = page.next;
  } while (after !== undefined);
  await monitorMarks.replace(site, at, failed);
};
