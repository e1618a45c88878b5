/** A bed's tile reads best when it is about so many times as wide as high. */
const BEST_RATIO = 1.5;
/** Narrower than this no words fit. */
const MIN_WIDTH_PX = 128;
/** What stands above the beds, in pixels. */
const HEAD_PX = 90;

/** Into how many columns a wall screen puts its beds, so that all fit and each is as large as can be. */
export const wallColumns = (beds: number, width: number, height: number): number => {
  const count = Math.max(1, beds);
  let best = 1;
  let bestSize = 0;
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const tileWidth = width / columns;
    if (columns > 1 && tileWidth < MIN_WIDTH_PX) break;
    const tileHeight = Math.max(1, height - HEAD_PX) / rows;
    const size = Math.min(tileWidth, tileHeight * BEST_RATIO);
    if (size > bestSize) {
      best = columns;
      bestSize = size;
    }
  }
  return best;
};
