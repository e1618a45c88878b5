import type { Compression } from "./compressed.ts";
import { isOfNoLaterGeneration } from "./conditions.ts";
import { idInKey, keys } from "./keys.ts";
import type { Item, Table } from "./table.ts";

/** What a closed day comes to, and from what it was built. */
export interface StoredSummary {
  /** The summary in its canonical form. */
  text: string;
  /** The day's generation before its events were read. */
  generation: number;
  /** The analytics and the settings that shaped it. */
  basis: string;
  /** Epoch seconds at which the first of its events expires; undefined when none ever does. */
  completeUntil: number | undefined;
}

export interface SummaryStore {
  /** The summaries that stand, by day; `from` and `to` included. Fresh within a moment. */
  readRange(site: string, from: string, to: string): Promise<Map<string, StoredSummary>>;
  /**
   * Stores a summary unless one of a later generation stands there, or it is too large for an item:
   * such a day is read from its events every time.
   */
  write(site: string, day: string, summary: StoredSummary): Promise<void>;
}

/** An item holds 400 KB at most; this leaves room for its other attributes. */
const MAX_SUMMARY_BYTES = 350 * 1024;
/** A summary shrinks to a third; what is longer than this is not worth the attempt at each read. */
const MAX_TEXT_LENGTH = 6 * MAX_SUMMARY_BYTES;

export const createSummaryStore = (
  table: Table,
  { compress, decompress }: Compression,
): SummaryStore => ({
  async readRange(site, from, to) {
    const summaries = new Map<string, StoredSummary>();
    const range = {
      pk: keys.summaryPartition(site),
      between: [keys.summary(site, from).sk, keys.summary(site, to).sk] as [string, string],
    };
    for await (const page of table.pages(range)) {
      for (const item of page) {
        summaries.set(idInKey(item.sk, 1), await summaryFromItem(item, decompress));
      }
    }
    return summaries;
  },

  async write(site, day, { text, generation, basis, completeUntil }) {
    if (text.length > MAX_TEXT_LENGTH) return;
    const summary = await compress(text);
    if (summary.byteLength > MAX_SUMMARY_BYTES) return;
    await table.putIf(
      { ...keys.summary(site, day), generation, basis, completeUntil, summary },
      isOfNoLaterGeneration(generation),
    );
  },
});

const summaryFromItem = async (
  item: Item,
  decompress: Compression["decompress"],
): Promise<StoredSummary> => ({
  text: await decompress(item.summary as Uint8Array),
  generation: item.generation as number,
  basis: item.basis as string,
  completeUntil: item.completeUntil as number | undefined,
});
