import { useState } from "react";
import { mergeItems } from "./merge-items.ts";
import { requestAsStaff } from "./session.ts";
import type { Failure } from "./use-answer.ts";

export interface Page<Item> {
  items: readonly Item[];
  /** Where the next page begins; null after the last. */
  cursor: string | null;
}

interface Options<Item> {
  /** The list's address with a query and without a cursor; another one begins anew. */
  path: string;
  first: Page<Item> | undefined;
  read: (json: unknown) => Page<Item>;
  keyOf: (item: Item) => string;
}

export interface More<Item> {
  /** Of all pages that were asked for; those of the first page as it is now. */
  items: readonly Item[];
  /** Asks for the next page; null after the last. */
  more: (() => Promise<void>) | null;
  loading: boolean;
  failure: Failure | undefined;
}

/** The pages of a list after its first one, on demand. */
export const useMore = <Item>({ path, first, read, keyOf }: Options<Item>): More<Item> => {
  const [further, setFurther] = useState<Page<Item> & { path: string }>();
  const [loading, setLoading] = useState(false);
  const [failed, setFailed] = useState<{ path: string; failure: Failure }>();
  const known = further?.path === path ? further : undefined;
  const items = mergeItems(first?.items ?? [], known?.items ?? [], keyOf);
  const cursor = (known ?? first)?.cursor ?? null;
  const more = async () => {
    if (cursor === null || loading) return;
    setLoading(true);
    const answer = await requestAsStaff(`${path}&cursor=${encodeURIComponent(cursor)}`, { read });
    setLoading(false);
    setFailed(answer.ok ? undefined : { path, failure: answer });
    if (!answer.ok) return;
    const { value } = answer;
    setFurther({ path, items: mergeItems(items, value.items, keyOf), cursor: value.cursor });
  };
  const failure = failed?.path === path ? failed.failure : undefined;
  return { items, more: cursor === null ? null : more, loading, failure };
};
