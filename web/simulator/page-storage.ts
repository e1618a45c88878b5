import { insist } from "../src/journal/insist.ts";
import type { Storage, Transaction } from "../src/journal/storage.ts";
import { beginDraft, type Contents } from "./disk.ts";
import type { Page } from "./page.ts";

const refusal = (name: string) => new DOMException("simulated", name);

/** Told of every transaction that became part of the disk. */
export type Committed = (before: Contents, after: Contents) => void;

/**
 * A phone's journal as one page has it open: transactions one after the other, on the disk once
 * they are answered, and perhaps when the page dies before that.
 */
export const openPageStorage = (page: Page, committed: Committed): Storage => {
  const { world, phone } = page;
  const { random } = world;
  const { disk } = phone;

  const attempt = async <T>(
    mode: "readonly" | "readwrite",
    work: (transaction: Transaction) => Promise<T>,
  ): Promise<T> => {
    await page.pause(random.int(4), "begins a transaction");
    if (phone.storageIsBlocked) throw refusal("SecurityError");
    if (world.strikes("storageRefuses")) throw refusal("UnknownError");
    const endTurn = await disk.takeTurn();
    // A dead page holds nothing, and its code goes no further.
    if (!page.isAlive()) return page.never(endTurn);
    let atDeath = endTurn;
    const forgetDeath = page.whenItDies(() => atDeath());
    try {
      const before = disk.contents;
      const draft = beginDraft(before);
      const value = await work(draft.transaction);
      if (mode === "readonly") return value;
      const after = draft.result();
      const land = () => {
        disk.contents = after;
        committed(before, after);
      };
      atDeath = () => {
        if (random.chance(0.5)) land();
        endTurn();
      };
      await page.pause(1 + random.int(20), "commits");
      if (phone.diskIsFull || world.strikes("storageRefuses")) throw refusal("QuotaExceededError");
      land();
      atDeath = endTurn;
      await page.pause(random.int(3), "hears of the commit");
      if (world.strikes("storageLosesAnswer")) throw refusal("AbortError");
      return value;
    } finally {
      forgetDeath();
      endTurn();
    }
  };

  return {
    write: (work) =>
      insist(
        page.environment.after,
        () => attempt("readwrite", work),
        () => {},
      ),
    read: (work) =>
      insist(
        page.environment.after,
        () => attempt("readonly", work),
        () => {},
      ),
    close: () => {},
  };
};
