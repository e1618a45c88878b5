import { dayBounds } from "../calendar.ts";
import type { Event } from "../event.ts";
import { type Random, seededRandom } from "./random.ts";

export interface HospitalDayOptions {
  seed: number;
  /** How many scan events the day has, undone and test ones included. */
  scans: number;
  day: string;
  timeZone: string;
}

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const SECOND_MS = 1_000;

/** A stop on the way: the chance that it is made, and the wait that follows (minutes). */
interface Stop {
  station: string;
  chance: number;
  medianWait: number;
  sigma: number;
}

const stop = (station: string, chance: number, medianWait: number, sigma = 0.6): Stop => ({
  station,
  chance,
  medianWait,
  sigma,
});

const beforeProvider = [
  stop("entrance", 0.97, 3),
  stop("check-in", 0.99, 9),
  stop("admin", 0.6, 7),
  stop("vitals", 0.95, 16, 0.7),
  stop("imr", 0.25, 11),
  stop("provider", 0.98, 19, 0.7),
];
const examinations = [
  stop("lab", 0.35, 24, 0.8),
  stop("radiology", 0.16, 33, 0.8),
  stop("immunizations", 0.1, 8),
];
const again = stop("provider", 0.45, 12);
const last = stop("check-out", 0.97, 0);

/** The stops of one patient: the usual way, with a second look by the provider after examinations. */
const planRoute = (random: Random): Stop[] => {
  const made = (stops: Stop[]) => stops.filter(({ chance }) => random.chance(chance));
  const examined = made(examinations);
  const second = examined.length > 0 ? made([again]) : [];
  return [...made(beforeProvider), ...examined, ...second, ...made([last])];
};

/** Two of three arrive in the morning; a few come at any hour, so that some visits cross midnight. */
const drawArrival = (random: Random, startMs: number, endMs: number): number => {
  if (random.chance(0.03)) return startMs + random.next() * (endMs - startMs);
  const hour = random.chance(0.65) ? 8 : 13;
  return startMs + (hour + (random.next() + random.next()) * 2) * HOUR_MS;
};

/** One phone: how its clock is off, and whether the time of what it sends is known. */
const drawPhone = (random: Random) => {
  const offsetMs = random.chance(0.2) ? Math.round(random.logNormal(90_000, 1.5)) : 0;
  return { offsetMs, test: random.chance(0.002) };
};

/**
 * The events of a clinic's day, in the order in which a server receives them: arrivals with a
 * morning and an afternoon peak, routes with branches through the ten default stations, log-normal
 * waits, repeated and undone scans, reasons, visits given up or ended by hand, wrong clocks, unknown
 * times, and visits over midnight. The same options give the same events.
 */
export const simulateHospitalDay = ({
  seed,
  scans,
  day,
  timeZone,
}: HospitalDayOptions): Event[] => {
  const random = seededRandom(seed);
  const { startMs, endMs } = dayBounds(day, timeZone);
  const events: Event[] = [];
  let scanned = 0;

  while (scanned < scans) {
    const phone = drawPhone(random);
    let ms = drawArrival(random, startMs, endMs);
    const visitId = random.uuid(ms);
    let seq = 0;

    const base = () => {
      const wholeMs = Math.round(ms);
      const at = new Date(wholeMs).toISOString();
      const delayMs = random.chance(0.9) ? random.int(2_000) : random.int(HOUR_MS);
      return {
        id: random.uuid(ms),
        visitId,
        at,
        seq: seq++,
        deviceAt: new Date(wholeMs + phone.offsetMs).toISOString(),
        receivedAt: new Date(wholeMs + delayMs).toISOString(),
        uncertaintyMs: 10_000 + random.int(5_000),
        ...(phone.test ? { test: true } : {}),
      };
    };
    const scanAt = (station: string) => {
      if (scanned >= scans) return undefined;
      scanned++;
      const unknown = random.chance(0.004) ? { timeUnknown: true } : {};
      const event: Event = { ...base(), ...unknown, type: "scan", station };
      events.push(event);
      return event;
    };

    const route = planRoute(random);
    const givesUpAfter = random.chance(0.05) ? 1 + random.int(route.length) : route.length;
    for (const [index, { station, medianWait, sigma }] of route.entries()) {
      if (index >= givesUpAfter) break;
      if (random.chance(0.008)) {
        const wrong = scanAt(random.pick(["lab", "admin", "imr"]));
        ms += 5 * SECOND_MS + random.int(40 * SECOND_MS);
        if (wrong) events.push({ ...base(), type: "void", scanId: wrong.id });
      }
      scanAt(station);
      if (random.chance(0.01)) {
        ms += 2 * MINUTE_MS + random.int(5 * MINUTE_MS);
        scanAt(station);
      }
      if (index === 1 && random.chance(0.4)) {
        ms += 10 * SECOND_MS;
        const code = random.pick(["check-up", "follow-up", "urgent", "test-or-scan"]);
        events.push({ ...base(), type: "reason", reason: code });
      }
      ms += random.logNormal(medianWait * MINUTE_MS, sigma);
    }
    if (givesUpAfter < route.length && random.chance(0.3)) {
      events.push({ ...base(), type: "end" });
    }
  }
  return events.sort((a, b) =>
    a.receivedAt !== b.receivedAt ? (a.receivedAt < b.receivedAt ? -1 : 1) : a.id < b.id ? -1 : 1,
  );
};
