/** A screen that goes on showing the same says so again after this. */
export const VIEW_EVERY_MS = 5 * 60_000;

export interface RecordedView {
  /** Which alerts stood on the screen, of which ward and kind of screen: in one text. */
  shown: string;
  atMs: number;
}

/** Whether what a visible screen shows is to be recorded now. */
export const isViewDue = (
  recorded: RecordedView | undefined,
  shown: string,
  nowMs: number,
): boolean =>
  !recorded ||
  recorded.shown !== shown ||
  nowMs - recorded.atMs >= VIEW_EVERY_MS ||
  // A clock that was set back.
  nowMs < recorded.atMs;
