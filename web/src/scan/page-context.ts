import type { Guide } from "@throughline/shared/api.ts";
import { createContext, useContext } from "react";
import type { Words } from "../i18n/words.ts";
import type { LocalVisit } from "../journal/device.ts";
import type { Snapshot } from "../journal/journal.ts";
import type { Page } from "./first/page.ts";
import type { PageWorker } from "./worker.ts";

/** What every part of the page may show, as of its last drawing. */
export interface PageState {
  page: Page;
  worker: PageWorker | undefined;
  words: Words;
  snapshot: Snapshot;
  /** The journal does not answer at the moment. */
  storageFails: boolean;
  /** The visit of the site recorded at last, with the site's code. */
  visit: LocalVisit | undefined;
  site: string | undefined;
  guide: Guide | undefined;
  /** The device's clock, epoch ms. */
  nowMs: number;
  /** Says something to those who see the page and those who hear it, and takes the focus there. */
  say(text: string): void;
  /**
   * Changes the journal and then pushes. Where the phone's storage fails, that is said and the
   * answer is false.
   */
  change(work: () => Promise<unknown>): Promise<boolean>;
}

const context = createContext<PageState | undefined>(undefined);

export const PageProvider = context.Provider;

export const usePage = (): PageState => {
  const state = useContext(context);
  if (!state) throw new Error("there is no page around this");
  return state;
};
