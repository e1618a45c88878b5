/** The first items, then those of the further ones that are not among them. */
export const mergeItems = <Item>(
  first: readonly Item[],
  further: readonly Item[],
  keyOf: (item: Item) => string,
): Item[] => {
  const known = new Set(first.map(keyOf));
  return [...first, ...further.filter((item) => !known.has(keyOf(item)))];
};
