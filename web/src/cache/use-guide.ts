import type { Guide } from "@throughline/shared/api.ts";
import { useLiveQuery } from "dexie-react-hooks";
import { useEffect, useState } from "react";
import type { Journal } from "../journal/journal.ts";
import { keptGuide } from "./guide.ts";
import { refreshGuide } from "./refresh-guide.ts";

const STALE_MS = 15 * 60_000;

/** The guide of a site: the kept one at once, the server's as soon as it is there. */
export const useGuide = (journal: Journal, site: string | undefined): Guide | undefined => {
  const kept = useLiveQuery(() => (site ? keptGuide(site) : undefined), [site]);
  // Where storage is blocked, nothing is kept and the page lives on what it fetched.
  const [fetched, setFetched] = useState<Guide>();
  useEffect(() => {
    if (!site) return;
    let live = true;
    let fetchedMs = Number.NEGATIVE_INFINITY;
    const refresh = async () => {
      if (document.visibilityState !== "visible") return;
      if (performance.now() - fetchedMs < STALE_MS) return;
      const guide = await refreshGuide(journal, site);
      if (!guide || !live) return;
      fetchedMs = performance.now();
      setFetched(guide);
    };
    const start = () => void refresh();
    start();
    document.addEventListener("visibilitychange", start);
    addEventListener("online", start);
    return () => {
      live = false;
      document.removeEventListener("visibilitychange", start);
      removeEventListener("online", start);
    };
  }, [journal, site]);
  return kept ?? (fetched?.site === site ? fetched : undefined);
};
