import type { WardAction } from "@throughline/shared/ward-entry.ts";
import { browserEnvironment } from "../../journal/environment.ts";
import { createPushLoop, type PushLoop } from "../../journal/push-loop.ts";
import type { LocalWardEntry } from "../../journal/ward-stream/kept-entry.ts";
import { pushWard } from "../../journal/ward-stream/push-ward.ts";
import {
  openWardJournal,
  readWardJournal,
  type WardJournal,
} from "../../journal/ward-stream/ward-journal.ts";
import { isSignedOut } from "../session.ts";
import { keepSent } from "./kept-wards.ts";

export interface WardSync {
  journal: WardJournal;
  loop: PushLoop;
}

let started: WardSync | undefined;

/** This device's ward journal, whose entries are sent from the first call on, whatever page is open. */
export const wardSync = (): WardSync => {
  started ??= start();
  return started;
};

const start = (): WardSync => {
  const environment = browserEnvironment();
  const journal = openWardJournal(environment);
  const keepConfirmed = async (entries: LocalWardEntry[], receivedAt: string) => {
    const { device } = await readWardJournal(journal);
    // This answer was on its way when somebody signed out: it is not kept behind the wipe.
    if (isSignedOut()) return;
    const sent = entries.filter(isAction).map((entry) => ({
      id: entry.id,
      site: entry.site,
      ...deedOf(entry),
      at: correctedAt(entry.deviceAt, device?.offsetMs ?? 0),
      uncertaintyMs: 0,
      receivedAt,
      tablet: device?.tablet ?? "",
    }));
    // Where storage fails, the screen only waits for the next snapshot.
    await keepSent(sent, environment.wallMs()).catch((problem: unknown) => console.warn(problem));
  };
  const loop = createPushLoop(environment, () => pushWard(journal, keepConfirmed));
  addEventListener("online", loop.wake);
  document.addEventListener("visibilitychange", loop.wake);
  loop.wake();
  return { journal, loop };
};

/** An instant of this device's clock by the server's. */
export const correctedAt = (deviceAt: string, offsetMs: number): string =>
  new Date(Date.parse(deviceAt) + offsetMs).toISOString();

/** Type and body together, so that they still fit each other. */
export const deedOf = ({ type, body }: LocalWardAction): Pick<WardAction, "type" | "body"> => ({
  type,
  body,
});

export type LocalWardAction = Exclude<LocalWardEntry, { type: "view" }>;
export const isAction = (entry: LocalWardEntry): entry is LocalWardAction => entry.type !== "view";

/** Sends what this tablet still holds, when these pages are opened anywhere. */
export const resumeWard = async (): Promise<void> => {
  const journal = openWardJournal(browserEnvironment());
  try {
    if ((await readWardJournal(journal)).entries.length > 0) wardSync();
  } catch (problem) {
    console.warn("no journal", problem);
  } finally {
    journal.storage.close();
  }
};
