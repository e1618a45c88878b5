import type { Random } from "@throughline/shared/testing/random.ts";
import type { Phone } from "./phone.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const STATIONS = ["entrance", "check-in", "vitals", "provider", "lab", "check-out"] as const;
const REASONS = ["check-up", "urgent", "other"] as const;

/** A person with a phone: scans, taps, walks out of the network, puts it away, and returns. */
export const liveWith = (phone: Phone): void => {
  const { world } = phone;
  const { random, scheduler } = world;

  const live = () =>
    scheduler.later(world.pace * pauseOf(random), `${phone.name} is taken up`, () => {
      if (world.isOver()) return;
      phone.wake();
      if (world.strikes("networkChange")) {
        if (phone.isOnline()) phone.goOffline();
        else phone.goOnline();
      }
      if (world.strikes("clockSet")) phone.clock.set(changeOf(phone));
      doSomething(phone);
      phone.diskIsFull = world.strikes("diskFull");
      if (world.strikes("frozenPage")) freezeOne(phone);
      putAway();
      live();
    });

  const putAway = () => {
    if (!random.chance(0.85)) return;
    scheduler.later(5_000 + random.int(40_000), `${phone.name} is put away`, () => {
      if (!world.isOver()) phone.sleep();
    });
  };
  live();
};

/** A page in the background stops for good, with whatever lock it holds. */
const freezeOne = (phone: Phone) => {
  const pages = phone.pages();
  const busy = pages[phone.world.random.int(Math.max(1, pages.length))];
  if (!busy) return;
  phone.world.trace.add(`${busy.page.name} freezes`);
  busy.page.freeze();
};

/** Between two things that somebody does: seconds, minutes in a waiting room, or a night. */
const pauseOf = (random: Random): number => {
  if (random.chance(0.1)) return random.int(3_000);
  if (random.chance(0.08)) return random.int(20 * HOUR_MS);
  return Math.min(3 * HOUR_MS, random.logNormal(4 * MINUTE_MS, 1));
};

/** By how much a clock is set: by the network's time, by hand, or to the truth at last. */
const changeOf = ({ world: { random, scheduler }, clock }: Phone): number => {
  const sign = random.chance(0.5) ? 1 : -1;
  return random.pick<() => number>([
    () => sign * random.int(3_000),
    () => sign * random.int(20 * MINUTE_MS),
    () => sign * HOUR_MS,
    () => sign * random.int(26 * HOUR_MS),
    () => scheduler.nowMs() - clock.wallMs(),
    () => scheduler.nowMs() - clock.wallMs(),
  ])();
};

const doSomething = (phone: Phone): void => {
  const { random } = phone.world;
  const pages = phone.pages();
  const page = pages[random.int(Math.max(1, pages.length))];
  const roll = random.next();
  if (roll < 0.55 || !page) {
    const station = random.chance(0.04) ? "no-such-station" : random.pick(STATIONS);
    const returned = random.chance(0.05);
    phone.open({ type: "scan", site: "main", station, ...(returned && { returned }) });
  } else if (roll < 0.65) void page.undo(random.chance(0.7) ? 0 : random.int(4));
  else if (roll < 0.72)
    void page.act({ type: "reason", site: "main", reason: random.pick(REASONS) });
  else if (roll < 0.76) void page.act({ type: "end", site: "main" });
  else if (roll < 0.84) phone.open();
  else if (roll < 0.88) void page.refreshGuide();
  else if (roll < 0.9) void page.remove(random.pick(["rejected", "send", "discard"]));
  else if (roll < 0.95) page.page.die();
  else page.wake();
};
