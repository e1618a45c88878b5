import { dayBounds } from "@throughline/shared/calendar.ts";
import { defaultSettings } from "@throughline/shared/site.ts";
import { type Random, seededRandom } from "@throughline/shared/testing/random.ts";
import { clinicDay } from "@throughline/shared/time.ts";
import { createTables } from "../../api/src/store/create-tables.ts";
import { type Code, productCode } from "./code.ts";
import { createDatabase, type Database } from "./database.ts";
import { drawFaults, type Faults, lateFaults, midnightFaults, noFaults } from "./faults.ts";
import { createLedger, type Ledger } from "./ledger.ts";
import { createNetwork, type Network } from "./network.ts";
import { liveWith } from "./owner.ts";
import { createPhone, type Phone } from "./phone.ts";
import { createScheduler, type Scheduler } from "./scheduler.ts";
import { createServer, type Server } from "./server.ts";
import { TABLES } from "./server-process.ts";
import { createTrace, type Trace } from "./trace.ts";

/** One clinic with its phones, network and server; everything in it follows from its seed. */
export interface World {
  seed: number;
  random: Random;
  trace: Trace;
  scheduler: Scheduler;
  /** What may go wrong now. */
  faults: Faults;
  /** Whether a fault strikes now; how often each did is counted. */
  strikes(fault: keyof Faults): boolean;
  struck: Faults;
  ledger: Ledger;
  network: Network;
  database: Database;
  server: Server;
  /** And the tablets of stations. */
  phones: Phone[];
  /** The visits of printed slips. */
  slips: string[];
  code: Code;
  /** It begins shortly before midnight, and what then makes a day doubtful is frequent. */
  isMidnight: boolean;
  /** How much longer than in a busy waiting room people's pauses are: late events need days. */
  pace: number;
  site: { code: string; timeZone: string };
  /** A property that does not hold. */
  violate(problem: string): void;
  violation(): string | undefined;
  /** People have gone home: nobody records anything any more. */
  isOver(): boolean;
  end(): void;
}

const HOUR_MS = 3_600_000;

const STARTS = ["2026-03-27", "2026-06-10", "2026-10-23", "2026-12-30"] as const;
const ZONES = [
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "Asia/Kolkata",
  "Pacific/Auckland",
] as const;

export interface WorldOptions {
  code?: Code;
  /** Exactly these faults, instead of what the seed draws. */
  faults?: Faults;
}

export const createWorld = async (
  seed: number,
  { code = productCode, faults }: WorldOptions = {},
): Promise<World> => {
  const random = seededRandom(seed);
  const trace = createTrace();
  const timeZone = random.pick(ZONES);
  const isMidnight = !faults && random.chance(0.3);
  const isLate = !faults && !isMidnight && random.chance(0.3);
  const startMs = drawStart(random, timeZone, isMidnight);
  const scheduler = createScheduler(startMs, trace);
  let violation: string | undefined;
  let over = false;
  const violate = (problem: string) => {
    trace.add(`VIOLATION ${problem}`);
    violation ??= problem;
  };
  const drawn = {
    ...drawFaults(random),
    ...(isMidnight && midnightFaults),
    ...(isLate && lateFaults),
  };
  const world: World = {
    seed,
    random,
    trace,
    scheduler,
    faults: noFaults(),
    strikes(fault) {
      if (!random.chance(world.faults[fault])) return false;
      world.struck[fault]++;
      return true;
    },
    struck: noFaults(),
    ledger: createLedger({ nowMs: scheduler.nowMs, note: trace.add, violate }),
    network: undefined as never,
    database: undefined as never,
    server: undefined as never,
    phones: [],
    slips: Array.from({ length: 5 }, () => random.uuid(startMs)),
    code,
    isMidnight,
    pace: isLate ? 30 : random.pick([1, 1, 6]),
    site: { code: "main", timeZone },
    violate,
    violation: () => violation,
    isOver: () => over,
    end: () => {
      over = true;
    },
  };
  world.database = createDatabase(world);
  world.network = createNetwork(world);
  world.server = createServer(world);
  world.server.start();
  await openClinic(world);
  Object.assign(world.faults, faults ?? drawn);
  addPhones(world);
  runClinic(world);
  return world;
};

/** Any time of a day, or shortly before midnight at the site. */
const drawStart = (random: Random, timeZone: string, isMidnight: boolean): number => {
  const startMs = Date.parse(`${random.pick(STARTS)}T00:00:00.000Z`) + random.int(24 * HOUR_MS);
  if (!isMidnight) return startMs;
  const { endMs } = dayBounds(clinicDay(startMs, timeZone), timeZone);
  return endMs - random.int(HOUR_MS);
};

/** Makes the site, with nothing going wrong yet. */
const openClinic = async (world: World) => {
  const { deps } = world.server.anyProcess();
  const settings = { ...defaultSettings(world.site.timeZone), name: "Main" };
  const opened = (async () => {
    await createTables(world.database.connect(world.server.anyProcess()), TABLES);
    await deps.store.settings.save(world.site.code, 0, settings);
  })();
  let done = false;
  void opened.then(() => {
    done = true;
  });
  while (!done && (await world.scheduler.step()));
  await opened;
};

const addPhones = (world: World) => {
  const { random } = world;
  const count = 3 + random.int(8);
  const tablets = random.int(3);
  for (let index = 0; index < count + tablets; index++) {
    const isTablet = index >= count;
    const phone = createPhone(world, `${isTablet ? "tablet" : "phone"} ${index}`, {
      isTablet,
      offsetMs: drawOffset(random),
      driftPpm: random.chance(0.5) ? 0 : random.int(199) - 99,
      locksWork: random.chance(world.isMidnight ? 0.2 : 0.8),
      storageIsBlocked: random.chance(0.05),
      timeZone: random.chance(0.8) ? world.site.timeZone : random.pick(ZONES),
      address: `address ${random.int(3)}`,
    });
    world.phones.push(phone);
    liveWith(phone);
  }
};

/** By how much a phone's clock is wrong from the start. */
const drawOffset = (random: Random): number => {
  const sign = random.chance(0.5) ? 1 : -1;
  const roll = random.next();
  if (roll < 0.6) return sign * random.int(2_000);
  if (roll < 0.8) return sign * random.int(10 * 60_000);
  if (roll < 0.95) return sign * random.int(24 * HOUR_MS);
  return sign * random.int(500 * 24 * HOUR_MS);
};

/** The minute's work, and people who look at the dashboard. */
const runClinic = (world: World) => {
  const { scheduler, random, server } = world;
  const maintain = () =>
    scheduler.later(random.int(2 * HOUR_MS), "maintenance", () => {
      server.maintain();
      maintain();
    });
  const look = () =>
    scheduler.later(random.int(6 * HOUR_MS), "somebody looks at the dashboard", () => {
      const day = new Date(scheduler.nowMs() - random.int(60 * HOUR_MS)).toISOString().slice(0, 10);
      void server.ask(`/sites/main/flow/days/${day}`);
      look();
    });
  maintain();
  look();
};
