/** An edit that is not saved yet, with what it began from. */
export interface KeptDraft<Base, Draft> {
  base: Base;
  draft: Draft;
}

const PREFIX = "throughline-settings-";
const keyOf = (name: string) => PREFIX + name;

/**
 * The unsaved edit of this tab, if there is one: typing outlives another page, a reload and a crash.
 * Storage may be blocked; then it lasts as long as its page.
 */
export const readKeptDraft = <Base, Draft>(name: string): KeptDraft<Base, Draft> | undefined => {
  try {
    const text = sessionStorage.getItem(keyOf(name));
    return text ? (JSON.parse(text) as KeptDraft<Base, Draft>) : undefined;
  } catch {
    return undefined;
  }
};

export const keepDraft = (name: string, kept: KeptDraft<unknown, unknown> | undefined): void => {
  try {
    if (kept) sessionStorage.setItem(keyOf(name), JSON.stringify(kept));
    else sessionStorage.removeItem(keyOf(name));
  } catch {
    // Without storage the edit is only on the page, which is where it would be anyway.
  }
};

/** Whether this tab keeps an edit that is not saved. */
export const hasKeptDraft = (): boolean => listKeys().length > 0;

/** Removes every unsaved edit of this tab: they may name staff. Whether there was one. */
export const forgetDrafts = (): boolean => {
  const keys = listKeys();
  for (const key of keys) sessionStorage.removeItem(key);
  return keys.length > 0;
};

const listKeys = (): string[] => {
  try {
    return Object.keys(sessionStorage).filter((key) => key.startsWith(PREFIX));
  } catch {
    return [];
  }
};
