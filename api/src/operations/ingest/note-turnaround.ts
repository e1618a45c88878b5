import type { LabTest } from "@throughline/shared/lab-test.ts";
import { clinicDay } from "@throughline/shared/time.ts";
import type { OperationDeps } from "../../deps.ts";
import { requireSettings } from "../site-settings.ts";
import type { Intake } from "./intake.ts";
import type { Tally } from "./tally.ts";

const MINUTE_MS = 60_000;
/** What comes later than this is history being loaded, and says nothing of how fast a laboratory is. */
const LATEST_MINUTES = 7 * 24 * 60;

/**
 * Counts how long a result took from its test to the receipt of this file, if this file is the
 * first to tell it. `known` is what stood before, `taken` what the file makes of it.
 */
export const noteTurnaround = (
  { tally, file, isRepeated }: Pick<Intake, "tally" | "file" | "isRepeated">,
  known: Pick<LabTest, "performedAt" | "result" | "source"> | undefined,
  taken: Pick<LabTest, "performedAt" | "result"> | undefined,
): void => {
  // What stands may be this file's own word from before a crash.
  const isOwn = isRepeated && known?.source.fileId === file.fileId;
  const told = taken ?? (isOwn ? known : undefined);
  if (!told?.result || (known?.result && !isOwn)) return;
  const ms = Date.parse(file.receivedAt) - Date.parse(told.performedAt);
  const minutes = Math.max(0, Math.floor(ms / MINUTE_MS));
  if (minutes <= LATEST_MINUTES) tally.turnaround.add(minutes);
};

/** Keeps what was counted of a whole file, in the place of what was kept of an earlier attempt. */
export const keepTurnaround = async (
  { store }: Pick<OperationDeps, "store">,
  site: string,
  { fileId, receivedAt }: Pick<Intake["file"], "fileId" | "receivedAt">,
  { turnaround }: Tally,
): Promise<void> => {
  const minutes = turnaround.build();
  if (minutes.values.length === 0) return;
  const { timeZone } = await requireSettings(store, site);
  const day = clinicDay(Date.parse(receivedAt), timeZone);
  await store.clinical.turnarounds.put(site, day, fileId, minutes);
};
