/**
 * The indexes of the clinical table, and the attributes that are their keys: an item stands in an
 * index while it has both. Their sort keys end in ids, so that no two items share one.
 */
export const indexes = {
  /** What must be acted upon, by the instant at which. Gives keys alone. */
  next: { pk: "nextPk", sk: "nextSk", holds: "KEYS_ONLY" },
  /** What is listed whole: a ward's active stays by bed, stays that are over and files by time. */
  list: { pk: "listPk", sk: "listSk", holds: "ALL" },
  /** The stays with an open alert, by when it was due. Gives keys alone. */
  alert: { pk: "alertPk", sk: "alertSk", holds: "KEYS_ONLY" },
} as const;

export type IndexName = keyof typeof indexes;
