import type { Environment } from "../src/journal/environment.ts";
import type { Phone } from "./phone.ts";
import type { World } from "./world.ts";

/** One document or worker of a phone: it may be killed or frozen at any moment. */
export interface Page {
  name: string;
  world: World;
  phone: Phone;
  environment: Environment;
  isAlive(): boolean;
  isFrozen(): boolean;
  die(): void;
  freeze(): void;
  /** The returned function forgets it. */
  whenItDies(run: () => void): () => void;
  /** Something comes to the page: not to a dead one, and to a frozen or sleeping one not yet. */
  receive(label: string, run: () => void): void;
  later(ms: number, label: string, run: () => void): void;
  /** Time passes, and now and then it does not come to the end of it. */
  pause(ms: number, label: string): Promise<void>;
  /** Does something last, and goes no further. */
  never(run: () => void): Promise<never>;
}

export const openPage = (phone: Phone, name: string, locksWork: boolean): Page => {
  const { world, clock } = phone;
  const { random, scheduler } = world;
  const bootedMs = clock.monotonicMs();
  const atDeath = new Set<() => void>();
  let alive = true;
  let frozen = false;

  const page: Page = {
    name,
    world,
    phone,
    environment: undefined as never,
    isAlive: () => alive,
    isFrozen: () => frozen,
    die() {
      if (!alive) return;
      alive = false;
      world.trace.add(`${name} dies`);
      for (const run of atDeath) run();
      atDeath.clear();
    },
    freeze() {
      frozen = true;
    },
    whenItDies(run) {
      atDeath.add(run);
      return () => atDeath.delete(run);
    },
    receive(label, run) {
      if (!alive || frozen) return;
      if (clock.isAsleep()) phone.whenAwake(() => page.receive(label, run));
      else run();
    },
    later(ms, label, run) {
      scheduler.later(ms, `${name} ${label}`, () => page.receive(label, run));
    },
    pause: (ms, label) =>
      new Promise((resolve) => {
        page.later(ms, label, () => {
          if (world.strikes("pageCrash")) page.die();
          else if (world.strikes("powerLoss")) phone.losePower();
          else resolve();
        });
      }),
    never: (run) => {
      run();
      return new Promise<never>(() => {});
    },
  };

  page.environment = {
    wallMs: clock.wallMs,
    monotonicMs: () => Math.max(0, Math.floor(clock.monotonicMs() - bootedMs)),
    bootId: name,
    timeZone: phone.timeZone,
    randomBytes: (count) => Uint8Array.from({ length: count }, () => random.int(256)),
    after: (ms, run) => phone.timers.add(ms, `${name} timer`, () => page.receive("timer", run)),
    fetch: (url, init) => world.network.fetch(page, String(url), init ?? {}),
    // It packs outside of this thread, as no browser of old does.
    gzip: undefined,
    locks: locksWork ? phone.locks.of(page) : undefined,
  };
  return page;
};
