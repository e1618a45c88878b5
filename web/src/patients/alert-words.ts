import type { AlertState } from "@throughline/shared/alert.ts";

export const alertStateWords: Record<AlertState, string> = {
  open: "Open",
  escalated: "Escalated",
  acknowledged: "Acknowledged",
  snoozed: "Snoozed",
  "no-tests": "No tests intended",
};

/** Whether nobody has it in hand. */
export const isOpen = (state: AlertState): boolean => state === "open" || state === "escalated";
