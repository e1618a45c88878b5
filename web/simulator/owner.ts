import type { Random } from "@throughline/shared/testing/random.ts";
import type { VisitCode } from "@throughline/shared/visit-code.ts";
import type { PatientPage } from "./patient-page.ts";
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
      if (phone.isTablet) readCode(phone);
      else doSomething(phone);
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

/** The code that another phone shows now, or a printed slip's. */
const drawCode = (phone: Phone): VisitCode => {
  const { random, phones, slips } = phone.world;
  const other = phones[random.int(phones.length)];
  const visit = other?.disk.contents.device.visits.main;
  const ageMs = other && visit ? other.clock.wallMs() - Date.parse(visit.visitStartedAt) : 0;
  // Nobody comes back days later and shows the code of a visit that is over.
  const goesOn = other !== phone && Math.abs(ageMs) < 12 * HOUR_MS;
  const shown = goesOn && !random.chance(0.2) ? visit : undefined;
  return {
    site: "main",
    visitId: shown?.visitId ?? (slips[random.int(slips.length)] as string),
    visitDay: shown?.visitDay,
    language: "en",
  };
};

/** Somebody holds a code before a station's tablet, which now and then is started anew. */
const readCode = (tablet: Phone) => {
  const { random } = tablet.world;
  const page = tablet.pages()[0] ?? tablet.open();
  if (random.chance(0.03)) page.page.die();
  else void page.scanFor(drawCode(tablet), random.pick(STATIONS));
};

const takeOverFromAnother = (phone: Phone, page: PatientPage) =>
  void page.takeOver(drawCode(phone), phone.world.random.chance(0.5));

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
  else if (roll < 0.89) takeOverFromAnother(phone, page);
  else if (roll < 0.9) void page.remove(random.pick(["rejected", "send", "discard"]));
  else if (roll < 0.95) page.page.die();
  else page.wake();
};
