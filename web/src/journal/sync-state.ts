import type { LocalEntry } from "./device.ts";
import type { PushState } from "./push-loop.ts";

export type Why =
  | "noConnection"
  | "tooSlow"
  | "notOurs"
  | "busy"
  | "unknownSite"
  | "storage"
  | "server";

/** What is true about the entries of this device right now. */
export interface SyncState {
  waiting: number;
  /** When the oldest waiting entry was recorded, by the device's clock. */
  waitingSince: string | undefined;
  sending: boolean;
  /** Why they wait, once an attempt has failed. */
  why: Why | undefined;
  nextAttemptMs: number | undefined;
  rejected: LocalEntry[];
}

/** Reads the state off the journal itself: what has left it is received, all else is not. */
export const readSyncState = (entries: readonly LocalEntry[], push: PushState): SyncState => {
  const waiting = entries.filter((entry) => !entry.rejected);
  const { failure, sending, nextAttemptMs } = push;
  return {
    waiting: waiting.length,
    waitingSince: waiting[0]?.deviceAt,
    sending: sending && waiting.length > 0,
    why: failure && waiting.length > 0 ? whyOf(failure) : undefined,
    nextAttemptMs,
    rejected: entries.filter((entry) => entry.rejected),
  };
};

const whyOf = ({ status, code }: { status: number; code: string }): Why => {
  if (code === "STORAGE_FAILED") return "storage";
  if (code === "TIMED_OUT") return "tooSlow";
  if (code === "NO_CONNECTION") return "noConnection";
  if (code === "UNKNOWN_SITE") return "unknownSite";
  if (code === "NOT_OURS" && status < 500) return "notOurs";
  if (status === 429) return "busy";
  return "server";
};
