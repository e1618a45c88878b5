/**
 * The indexes of the clinical table, and the attributes that are their keys: an item stands in an
 * index while it has both. Their sort keys end in ids, so that no two items share one.
 */
export const indexes = {
  /** What must be acted upon, by the instant at which. Gives keys alone. */
  next: { pk: "nextPk", sk: "nextSk", holds: "KEYS_ONLY" },
  /** The active stays of a ward, whole, by bed. */
  ward: { pk: "wardPk", sk: "wardSk", holds: "ALL" },
  /** The stays with an open alert, by when it was due. Gives keys alone. */
  alert: { pk: "alertPk", sk: "alertSk", holds: "KEYS_ONLY" },
} as const;

export type IndexName = keyof typeof indexes;
