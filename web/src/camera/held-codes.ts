/** A code that was out of sight for this long comes anew. */
export const RELEASED_AFTER_MS = 3_000;

/**
 * Tells codes that come before the camera from those that are still held there: true for a text
 * that was not seen within the last three seconds.
 */
export const createHeldCodes = (): ((text: string, nowMs: number) => boolean) => {
  const seenMs = new Map<string, number>();
  return (text, nowMs) => {
    for (const [held, ms] of seenMs) if (nowMs - ms >= RELEASED_AFTER_MS) seenMs.delete(held);
    const isNew = !seenMs.has(text);
    seenMs.set(text, nowMs);
    return isNew;
  };
};
