import "fake-indexeddb/auto";
import type { Environment } from "../environment.ts";
import { type Journal, openJournal } from "../journal.ts";
import { openStorage } from "../storage.ts";

/** A phone of a test: its clocks are moved by hand, its network is a function. */
export interface Phone {
  /** The clocks; move both to let time pass, one to set the phone's clock. */
  clock: { wallMs: number; monotonicMs: number };
  journal: Journal;
  /** Kills the page and opens it again: the journal is all that is left. */
  restart(): void;
  /** A further tab of the same browser. */
  openTab(): Journal;
}

let phones = 0;

/** Numbers that look random and are the same in every run. */
const seededBytes = (seed: number) => {
  let state = seed >>> 0 || 1;
  return (count: number): Uint8Array =>
    Uint8Array.from({ length: count }, () => {
      // xorshift32 (Marsaglia 2003).
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      state >>>= 0;
      return state & 0xff;
    });
};

/** A new phone with an empty journal. */
export const createPhone = (
  fetch: typeof globalThis.fetch,
  { startMs = Date.parse("2026-11-20T09:00:00.000Z"), timeZone = "UTC" } = {},
): Phone => {
  phones += 1;
  const name = `phone-${phones}`;
  const clock = { wallMs: startMs, monotonicMs: 1_000 };
  const randomBytes = seededBytes(phones * 7_919);
  let boots = 0;
  const boot = (): Journal => {
    boots += 1;
    const environment: Environment = {
      wallMs: () => clock.wallMs,
      monotonicMs: () => clock.monotonicMs,
      bootId: `${name}-boot-${boots}`,
      timeZone,
      randomBytes,
      after: (ms, run) => {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
      fetch,
      locks: undefined,
      gzip: undefined,
    };
    return openJournal(environment, openStorage(environment, name));
  };
  const phone: Phone = {
    clock,
    journal: boot(),
    restart: () => {
      phone.journal.storage.close();
      phone.journal = boot();
    },
    openTab: boot,
  };
  return phone;
};
