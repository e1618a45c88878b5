import { checkHeader } from "@throughline/shared/csv/check-header.ts";
import type { HeaderReport } from "@throughline/shared/header-report.ts";
import type { PreviewFeed } from "@throughline/shared/upload-api.ts";
import { createLocalClock } from "@throughline/shared/written-time.ts";
import type { OperationDeps } from "../../deps.ts";
import { requireSettings } from "../site-settings.ts";

/** What the beginning of a file would tell through a profile. Nothing of it is kept. */
export const previewFeed = async (
  { store, now }: Pick<OperationDeps, "store" | "now">,
  site: string,
  { profile, sample, isWhole }: PreviewFeed,
): Promise<HeaderReport> => {
  const { timeZone } = await requireSettings(store, site);
  const { counting } = await store.clinical.wardSettings.read(site);
  return checkHeader(Buffer.from(sample, "base64"), isWhole, {
    profile,
    clock: createLocalClock(timeZone),
    receivedMs: now(),
    counting,
  });
};
