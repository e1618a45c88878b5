import type { MemoryIndex } from "./memory-index.ts";
import { type Change, itemBytes } from "./price.ts";
import { type AttributeItem, copyValue, invalid } from "./values.ts";

const MAX_ITEM_BYTES = 400 * 1024;
const MAX_PAGE_BYTES = 1024 * 1024;

interface Version {
  atMs: number;
  item: AttributeItem | undefined;
}

interface Partition {
  /** Sort keys in order; a deleted one stays while a stale read may still see it. */
  order: string[];
  versions: Map<string, Version[]>;
}

/** A read sees what was written up to `asOfMs`; without it, everything. */
export interface View {
  asOfMs?: number | undefined;
}

export interface PageOptions {
  /** The sort key behind which to begin. */
  after?: string;
  limit?: number;
  backwards?: boolean;
  view: View;
}

/** The items of one table, with the versions that an eventually consistent read may still see. */
export class MemoryTable {
  private readonly partitions = new Map<string, Partition>();
  readonly indexes: readonly MemoryIndex[];

  constructor(indexes: readonly MemoryIndex[] = []) {
    this.indexes = indexes;
  }

  get(pk: string, sk: string, view: View = {}): AttributeItem | undefined {
    return seen(this.partitions.get(pk)?.versions.get(sk), view);
  }

  /** Undefined deletes. Returns what was written, here and in the indexes. */
  write(pk: string, sk: string, item: AttributeItem | undefined, atMs: number): Change[] {
    if (item && itemBytes(item) > MAX_ITEM_BYTES) {
      throw invalid("Item size has exceeded the maximum allowed size");
    }
    if (item) for (const index of this.indexes) index.check(item);
    const before = this.get(pk, sk);
    const changes = [{ before, after: item, inIndex: false }];
    for (const index of this.indexes) changes.push(...index.follow(before, item, atMs));
    let partition = this.partitions.get(pk);
    if (!partition) {
      partition = { order: [], versions: new Map() };
      this.partitions.set(pk, partition);
    }
    const versions = partition.versions.get(sk);
    if (!versions) {
      if (!item) return changes;
      partition.versions.set(sk, [{ atMs, item }]);
      partition.order.splice(placeOf(partition.order, sk), 0, sk);
      return changes;
    }
    versions.push({ atMs, item });
    // Older ones are beyond every staleness that is asked for.
    if (versions.length > 8) versions.shift();
    return changes;
  }

  /** A page of the items that pass, in the order of their sort keys. */
  page(
    pk: string,
    passes: (item: AttributeItem) => boolean,
    { after, limit = Number.POSITIVE_INFINITY, backwards = false, view }: PageOptions,
  ): { items: AttributeItem[]; last: string | undefined } {
    const partition = this.partitions.get(pk);
    const items: AttributeItem[] = [];
    let bytes = 0;
    if (!partition) return { items, last: undefined };
    const { order } = partition;
    const step = backwards ? -1 : 1;
    const first = firstBehind(order, after, backwards);
    for (let index = first; index >= 0 && index < order.length; index += step) {
      const sk = order[index] as string;
      const item = seen(partition.versions.get(sk), view);
      if (!item || !passes(item)) continue;
      items.push(copyValue(item));
      bytes += itemBytes(item);
      if (items.length === limit || bytes >= MAX_PAGE_BYTES) return { items, last: sk };
    }
    return { items, last: undefined };
  }

  /** Every item as it stands now. */
  *all(): Generator<AttributeItem> {
    for (const { order, versions } of this.partitions.values()) {
      for (const sk of order) {
        const item = seen(versions.get(sk), {});
        if (item) yield item;
      }
    }
  }
}

const seen = (versions: Version[] | undefined, { asOfMs }: View) => {
  if (!versions) return undefined;
  for (let index = versions.length - 1; index >= 0; index--) {
    const version = versions[index] as Version;
    if (asOfMs === undefined || version.atMs <= asOfMs) return version.item;
  }
  return undefined;
};

const firstBehind = (order: readonly string[], after: string | undefined, backwards: boolean) => {
  if (after === undefined) return backwards ? order.length - 1 : 0;
  const place = placeOf(order, after);
  if (backwards) return place - 1;
  return order[place] === after ? place + 1 : place;
};

/** The index of a sort key, or where it would stand. */
const placeOf = (order: readonly string[], sk: string): number => {
  let [low, high] = [0, order.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((order[middle] as string) < sk) low = middle + 1;
    else high = middle;
  }
  return low;
};
