import { browserEnvironment } from "../journal/environment.ts";
import { type Journal, openJournal } from "../journal/journal.ts";
import { push } from "../journal/push.ts";
import { createPushLoop, type PushLoop } from "../journal/push-loop.ts";
import { reportTablet } from "../journal/report-tablet.ts";

/** How often a tablet looks whether it has something to tell. */
const LOOK_EVERY_MS = 60_000;

export interface TabletJournal {
  journal: Journal;
  loop: PushLoop;
}

let started: TabletJournal | undefined;

/** This tablet's journal, whose entries are sent from the first call on, whatever page is open. */
export const tabletJournal = (): TabletJournal => {
  started ??= start();
  return started;
};

const start = (): TabletJournal => {
  const environment = browserEnvironment();
  const journal = openJournal(environment);
  const loop = createPushLoop(
    environment,
    async () => (await push(journal)) ?? (await reportTablet(journal)),
  );
  addEventListener("online", loop.wake);
  document.addEventListener("visibilitychange", loop.wake);
  setInterval(loop.wake, LOOK_EVERY_MS);
  loop.wake();
  return { journal, loop };
};

/** Sends what a station's tablet still holds, when these pages are opened anywhere. */
export const resumeTablet = async (): Promise<void> => {
  const journal = openJournal(browserEnvironment());
  try {
    const { tablet } = await journal.storage.read((transaction) => transaction.device());
    if (tablet) tabletJournal();
  } catch (problem) {
    console.warn("no journal", problem);
  } finally {
    journal.storage.close();
  }
};
