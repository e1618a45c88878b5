import type { Action } from "../src/journal/record.ts";
import { createDeviceClock, type DeviceClock } from "./device-clock.ts";
import { createDisk, type Disk } from "./disk.ts";
import { createPhoneLocks, type PhoneLocks } from "./locks.ts";
import { openPatientPage, type PatientPage } from "./patient-page.ts";
import { createTimers, type Timers } from "./timers.ts";
import type { World } from "./world.ts";

/** One phone: its disk, its clocks, its pages, and whether it is awake and online. */
export interface Phone {
  name: string;
  world: World;
  clock: DeviceClock;
  timers: Timers;
  disk: Disk;
  locks: PhoneLocks;
  /** Not on plain HTTP. */
  locksWork: boolean;
  /** It stands at a station and records for others. */
  isTablet: boolean;
  /** As in some private windows. */
  storageIsBlocked: boolean;
  diskIsFull: boolean;
  timeZone: string;
  /** The network address that the server sees. */
  address: string;
  /** Pages that live and answer. */
  pages(): PatientPage[];
  isOnline(): boolean;
  goOnline(): void;
  /** The network is back and no page is told. */
  reconnect(): void;
  goOffline(): void;
  sleep(): void;
  wake(): void;
  whenAwake(run: () => void): void;
  losePower(): void;
  open(scan?: Extract<Action, { type: "scan" }>): PatientPage;
}

const MOST_PAGES = 4;

export const createPhone = (
  world: World,
  name: string,
  traits: {
    offsetMs: number;
    driftPpm: number;
    locksWork: boolean;
    isTablet: boolean;
    storageIsBlocked: boolean;
    timeZone: string;
    address: string;
  },
): Phone => {
  const { scheduler } = world;
  const clock = createDeviceClock(scheduler.nowMs, traits);
  let opened: PatientPage[] = [];
  let online = true;
  let count = 0;
  let held: (() => void)[] = [];

  const phone: Phone = {
    name,
    world,
    clock,
    timers: createTimers(scheduler),
    disk: createDisk(),
    locks: createPhoneLocks(),
    locksWork: traits.locksWork,
    isTablet: traits.isTablet,
    storageIsBlocked: traits.storageIsBlocked,
    diskIsFull: false,
    timeZone: traits.timeZone,
    address: traits.address,
    pages: () => opened.filter(({ page }) => page.isAlive() && !page.isFrozen()),
    isOnline: () => online,
    goOnline() {
      if (online) return;
      online = true;
      for (const { wake } of phone.pages()) wake();
    },
    reconnect() {
      online = true;
    },
    goOffline() {
      online = false;
    },
    sleep() {
      if (clock.isAsleep()) return;
      clock.sleep();
      phone.timers.stop();
      world.trace.add(`${name} sleeps`);
    },
    wake() {
      if (!clock.isAsleep()) return;
      clock.wake();
      phone.timers.goOn();
      const due = held;
      held = [];
      for (const run of due) scheduler.later(0, `${name} catches up`, run);
      for (const { wake } of phone.pages()) wake();
    },
    whenAwake: (run) => held.push(run),
    losePower() {
      world.trace.add(`${name} loses power`);
      for (const { page } of opened) page.die();
      opened = [];
    },
    open(scan) {
      const patientPage = openPatientPage(phone, `${name} page ${++count}`, scan);
      opened = opened.filter(({ page }) => page.isAlive());
      opened.push(patientPage);
      if (opened.length > MOST_PAGES) opened.shift()?.page.die();
      return patientPage;
    },
  };
  return phone;
};
