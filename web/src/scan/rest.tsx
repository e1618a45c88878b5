import { createRoot } from "react-dom/client";
import type { Page } from "./first/page.ts";
import { loadWords } from "./use-words.ts";
import { VisitPage } from "./visit-page.tsx";
import { startWorker } from "./worker.ts";

/** Draws everything below the confirmation, and makes the page open offline from now on. */
export const start = async (page: Page, root: HTMLElement): Promise<void> => {
  const words = await loadWords(page.language.current());
  // After the last file that this version needs, for a new version may take over now.
  const worker = startWorker(page.journal);
  createRoot(root).render(<VisitPage page={page} worker={worker} firstWords={words} />);
  // Asks the browser not to clear the journal when the phone runs short of space.
  await navigator.storage?.persist?.().catch(() => false);
};
