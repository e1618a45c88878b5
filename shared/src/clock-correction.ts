/** A request is given up after this, so it is also the most that transit can add to a time. */
export const REQUEST_TIMEOUT_MS = 15_000;
/** Within this, a device's clock agrees with the server's and its stamps are taken as they are. */
export const CLOCK_AGREES_MS = 5_000;
/** Beyond this an age is not believed. */
export const MAX_AGE_MS = 30 * 86_400_000;
/** What a phone's quartz may be off between two corrections by the network: 100 ppm, 9 s a day. */
const DRIFT = 1e-4;
/** What the wall clock may fall behind the monotonic one before it counts as set back. */
const SET_BACK_MS = 1_000;

/** A device's two clocks at one moment; `bootId` names the document or worker that read them. */
export interface ClockReading {
  /** Epoch ms by the device's wall clock. */
  wallMs: number;
  /** `performance.now()`: never set back, but it stands still while most phones sleep. */
  monotonicMs: number;
  bootId: string;
}

export interface CorrectedTime {
  /** Epoch ms by the server's clock. */
  atMs: number;
  /** How far `atMs` may be from the truth. */
  uncertaintyMs: number;
  /** The age could not be believed: `atMs` is the receipt. */
  timeUnknown: boolean;
}

/**
 * When something really happened, from the device's clocks then (`stamped`), its clocks as the
 * request left (`sent`), and the server's clock as it arrived.
 *
 * The age is what counts, not the device's date: a clock that is wrong by a constant gives a right
 * age. The monotonic clock gives a lower bound of it and so reveals a clock that was set back.
 */
export const correctTime = (
  stamped: ClockReading,
  sent: ClockReading,
  receivedMs: number,
): CorrectedTime => {
  const wallAge = sent.wallMs - stamped.wallMs;
  const monotonicAge =
    sent.bootId === stamped.bootId ? sent.monotonicMs - stamped.monotonicMs : undefined;
  const disagreement = monotonicAge === undefined ? 0 : Math.abs(wallAge - monotonicAge);
  const setBack = monotonicAge !== undefined && monotonicAge - wallAge > SET_BACK_MS;
  const age = setBack ? monotonicAge : wallAge;
  if (!(age >= 0 && age <= MAX_AGE_MS)) {
    return { atMs: receivedMs, uncertaintyMs: MAX_AGE_MS, timeUnknown: true };
  }
  const driftMs = age * DRIFT;
  const lag = receivedMs - sent.wallMs;
  if (!setBack && Math.abs(lag) <= CLOCK_AGREES_MS) {
    // The device's offset is the transit time less `lag`, and transit is 0 to the time-out.
    const offsetBound = Math.max(Math.abs(lag), Math.abs(REQUEST_TIMEOUT_MS - lag));
    return {
      atMs: Math.min(stamped.wallMs, receivedMs),
      uncertaintyMs: Math.round(offsetBound + disagreement + driftMs),
      timeUnknown: false,
    };
  }
  return {
    atMs: Math.round(receivedMs - age),
    uncertaintyMs: Math.round(REQUEST_TIMEOUT_MS + disagreement + driftMs),
    timeUnknown: false,
  };
};
