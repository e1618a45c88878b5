import type { SettingsResponse } from "@throughline/shared/api.ts";
import type { Draft } from "./draft.ts";

/** An edit that is not saved yet, with the settings that it began from. */
export interface KeptDraft {
  base: SettingsResponse;
  draft: Draft;
}

const keyOf = (site: string) => `throughline-settings-${site}`;

/**
 * The unsaved edit of this tab, if there is one: typing outlives another page, a reload and a crash.
 * Storage may be blocked; then it lasts as long as its page.
 */
export const readKeptDraft = (site: string): KeptDraft | undefined => {
  try {
    const text = sessionStorage.getItem(keyOf(site));
    return text ? (JSON.parse(text) as KeptDraft) : undefined;
  } catch {
    return undefined;
  }
};

export const keepDraft = (site: string, kept: KeptDraft | undefined): void => {
  try {
    if (kept) sessionStorage.setItem(keyOf(site), JSON.stringify(kept));
    else sessionStorage.removeItem(keyOf(site));
  } catch {
    // Without storage the edit is only on the page, which is where it would be anyway.
  }
};
