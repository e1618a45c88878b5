/** What stands about a thing: the row that told of it, by its stamp. */
export interface Standing {
  stamp: string;
  /**
   * The greatest known stamp below it of a row that said otherwise. Only rows from before that could
   * still make it hold from an earlier time on.
   */
  floor?: string;
}

export type Verdict =
  /** It takes the place of what stands, if anything does. */
  | (Taken & { is: "newer" })
  /** It says what stands, but earlier: what stands holds since then. */
  | (Taken & { is: "earlier" })
  /** It says what stands already. */
  | { is: "same" }
  /** Something newer stands. With `floor`, that is to be remembered. */
  | { is: "older"; floor?: string };

interface Taken {
  floor?: string;
  /**
   * Rows of other files that hold as of this or later may have been passed over because they said
   * what stood until now: they have to be looked at again. Null where there can be none.
   */
  again: string | null;
}

/**
 * Of all rows about one thing, in the order of their stamps, those at the end that claim the same
 * are one statement, and the first of them is what stands. This says what one more row does to it,
 * in whatever order the rows come. A repeated claim is not written, so that a row that goes before
 * it has to be followed by reading it once more (`again`).
 *
 * A claim is what a row says and its own time, if it has one; see `stampOf`.
 */
export const weighRow = (standing: Standing | undefined, stamp: string): Verdict => {
  if (!standing) return { is: "newer", again: null };
  if (stamp === standing.stamp) return { is: "same" };
  const [known, row] = [partsOf(standing.stamp), partsOf(stamp)];
  const saysTheSame = known.claim === row.claim;
  if (stamp > standing.stamp) {
    if (saysTheSame) return { is: "same" };
    return { is: "newer", floor: standing.stamp, again: againAfter(known, row) };
  }
  const { floor } = standing;
  const isBelowFloor = floor !== undefined && stamp < floor;
  if (saysTheSame && !isBelowFloor) {
    // Whatever stands between the two is in a file that holds as of later than this row's.
    const again = row.asOf < known.asOf ? row.asOf : null;
    return { is: "earlier", again, ...(floor !== undefined && { floor }) };
  }
  if (isBelowFloor || saysTheSame) return { is: "older" };
  // All others that matter are in files that would be read again.
  const isTie = known.sourceAt === row.sourceAt && known.asOf === row.asOf;
  return { is: "older", ...((isTie || (known.byFile && !row.byFile)) && { floor: stamp }) };
};

interface Parts {
  sourceAt: string;
  asOf: string;
  claim: string;
  byFile: boolean;
}

const partsOf = (stamp: string): Parts => {
  const [sourceAt = "", asOf = "", claim = ""] = stamp.split("#", 3);
  return { sourceAt, asOf, claim, byFile: claim.startsWith("file-") };
};

/** Since when what stood until now may have been repeated by rows that are later than the new one. */
const againAfter = (known: Parts, row: Parts): string | null => {
  // A statement of files' times may be repeated by any file after the new row.
  if (known.byFile) return row.sourceAt;
  // One of a time of its own is repeated at that very time alone, by files of later.
  return known.sourceAt === row.sourceAt ? row.asOf : null;
};
