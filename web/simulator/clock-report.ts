import { usualFaults } from "./faults.ts";
import type { Recorded } from "./ledger.ts";
import { liveAndHeal } from "./run-world.ts";
import { withoutOutsideWorld } from "./without-outside-world.ts";
import { createWorld, type World } from "./world.ts";

const WORLD_STEPS = 5_000;
const WRONG_MS = 60_000;

/** One stored scan, timed in each of the ways that one could. */
export interface TimedScan {
  /** The phone's clock was right to 5 s all the time, wrong and never set, or set on the way. */
  clock: "right" | "wrong" | "set";
  /** The product says that it does not know the time. */
  marked: boolean;
  /** How wrong each way is, in ms. */
  wrongMs: Record<Way, number>;
}

const ways = {
  product: "Throughline",
  device: "the device's time",
  receipt: "the time of receipt",
  frozen: "age by a `sentAt` frozen at the first attempt",
} as const;
type Way = keyof typeof ways;

/**
 * Times of scans in worlds where clocks are wrong, drift and are set as `docs/clocks.md` states, and
 * everything else goes wrong as usual.
 */
export const reportClocks = (seed: number, steps: number): Promise<TimedScan[]> =>
  withoutOutsideWorld(async () => {
    const scans: TimedScan[] = [];
    for (let made = 0, world = 0; made < steps; world++) {
      const faults = { ...usualFaults, clockSet: 0.01 };
      const lived = await createWorld(seed + world, { faults });
      await liveAndHeal(lived, Math.min(WORLD_STEPS, steps - made));
      made += lived.scheduler.steps();
      scans.push(...timesOf(lived));
    }
    return scans;
  });

const timesOf = ({ ledger }: World): TimedScan[] => {
  const scans: TimedScan[] = [];
  for (const [id, recorded] of ledger.recorded) {
    const item = ledger.stored.get(id)?.[0]?.item;
    const firstSent = ledger.firstSent.get(id);
    if (item?.type !== "scan" || firstSent === undefined) continue;
    const { trueMs } = recorded.act;
    const deviceMs = Date.parse(recorded.entry.deviceAt);
    const receivedMs = Date.parse(item.receivedAt as string);
    const wrong = (ms: number) => Math.abs(ms - trueMs);
    scans.push({
      clock: clockOf(recorded, receivedMs, deviceMs),
      marked: item.timeUnknown === true,
      wrongMs: {
        product: wrong(Date.parse(item.at as string)),
        device: wrong(deviceMs),
        receipt: wrong(receivedMs),
        frozen: wrong(receivedMs - (firstSent - deviceMs)),
      },
    });
  }
  return scans;
};

const clockOf = (
  { phone, act }: Recorded,
  receivedMs: number,
  deviceMs: number,
): TimedScan["clock"] => {
  const wasSet = phone.clock
    .sets()
    .some(({ trueMs }) => trueMs >= act.trueMs && trueMs <= receivedMs);
  if (wasSet) return "set";
  return Math.abs(deviceMs - act.trueMs) <= 5_000 ? "right" : "wrong";
};

/** A Markdown table: the share of scans whose time is wrong by more than a minute. */
export const tabulate = (scans: readonly TimedScan[]): string => {
  const columns: [string, TimedScan[]][] = [
    ["all scans", [...scans]],
    ["clock right", scans.filter(({ clock }) => clock === "right")],
    ["clock wrong", scans.filter(({ clock }) => clock === "wrong")],
    ["clock set before it was sent", scans.filter(({ clock }) => clock === "set")],
  ];
  const row = (cells: string[]) => `| ${cells.join(" | ")} |`;
  const share = (some: TimedScan[], isWrong: (scan: TimedScan) => boolean) =>
    some.length === 0 ? "" : `${((100 * some.filter(isWrong).length) / some.length).toFixed(1)} %`;
  const marked = columns.map(([, some]) => share(some, (scan) => scan.marked));
  return [
    row(["time taken", ...columns.map(([name, some]) => `${name} (n = ${some.length})`)]),
    row(["---", ...columns.map(() => "---:")]),
    ...(Object.keys(ways) as Way[]).map((way) =>
      row([
        ways[way],
        ...columns.map(([, some]) => share(some, ({ wrongMs }) => wrongMs[way] > WRONG_MS)),
      ]),
    ),
    row(["… of Throughline's, marked as unknown", ...marked]),
  ].join("\n");
};
