import { browserEnvironment } from "../../journal/environment.ts";
import { type Appended, append, openJournal, readSnapshot } from "../../journal/journal.ts";
import { memoryStorage } from "../../journal/memory-storage.ts";
import { push } from "../../journal/push.ts";
import { createPushLoop } from "../../journal/push-loop.ts";
import { readAddress } from "./address.ts";
import { type Circumstances, confirm } from "./confirmation.ts";
import { createLanguageChoice } from "./language-choice.ts";
import type { Page } from "./page.ts";
import { createScreen } from "./screen.ts";
import { languageAtStart, wordsAtStart } from "./words-at-start.ts";

/**
 * The page from its first byte to the confirmation. The order is what keeps a scan safe: 1 it is
 * on the disk, 2 the confirmation shows, 3 it is sent, 4 the rest of the page is loaded.
 */
declare global {
  interface Window {
    /** Tells `older-browser.js` that it is not needed. */
    throughlineStarted?: boolean;
  }
  interface Document {
    prerendering?: boolean;
  }
}

const environment = browserEnvironment();
const place = readAddress(location.pathname);
const language = createLanguageChoice(languageAtStart, wordsAtStart);
const installOffer: Page["installOffer"] = { current: undefined };
const circumstances: Circumstances = {
  noStation: place.kind === "nowhere",
  recording: place.kind === "station" ? place.station : undefined,
  arriving: place.kind === "code",
  repeated: false,
  stored: true,
  pushFailed: false,
};
let journal = openJournal(environment);

const screen = createScreen(document.getElementById("first") as HTMLElement, language.choose);

const show = async () => {
  const snapshot = circumstances.recording
    ? undefined
    : await readSnapshot(journal).catch(() => undefined);
  screen.show(confirm(snapshot, circumstances, language), language);
};

const activation = () =>
  new Promise<unknown>((resolve) => {
    if (!document.prerendering) resolve(undefined);
    else document.addEventListener("prerenderingchange", resolve, { once: true });
  });

/** A reload or a way back to the poster's address: the scan may have been recorded before. */
const isReturn = () => {
  const [navigation] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  return navigation?.type === "reload" || navigation?.type === "back_forward";
};

/** Works with the browser's storage or, where that is blocked or full, with the page's memory. */
const storing = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (problem) {
    console.error(problem);
    const full = (problem as Error)?.name === "QuotaExceededError";
    const kept = full ? await readSnapshot(journal).catch(() => undefined) : undefined;
    journal = openJournal(environment, memoryStorage(kept, kept && journal.storage));
    circumstances.stored = false;
    return work();
  }
};

const arrive = () => {
  history.replaceState(null, "", "/visit");
  circumstances.arriving = false;
  void show();
};

const recordScan = (site: string, station: string): Promise<Appended | undefined> => {
  const returned = isReturn();
  return storing(() => append(journal, { type: "scan", site, station, returned }));
};

const start = async () => {
  window.throughlineStarted = true;
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    installOffer.current = event;
  });
  await activation();
  void show();
  if (place.kind === "station") {
    const appended = await recordScan(place.site, place.station);
    history.replaceState(null, "", "/visit");
    circumstances.recording = undefined;
    circumstances.repeated = appended?.repeated ?? false;
  } else {
    await storing(() => readSnapshot(journal));
  }
  await show();

  const loop = createPushLoop(environment, () => push(journal));
  loop.listen(() => {
    circumstances.pushFailed = loop.state().failure !== undefined;
    void show();
  });
  journal.changes.listen(() => void show());
  language.listen(() => void show());
  addEventListener("online", loop.wake);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") loop.wake();
  });
  loop.wake();

  const { stored, arriving } = circumstances;
  const page = { journal, loop, stored, language, arriving, arrive, installOffer };
  const rest = await import("../rest.tsx");
  await rest.start(page, document.getElementById("rest") as HTMLElement);
};

void start();
