import { useLiveQuery } from "dexie-react-hooks";
import { useEffect, useState } from "react";
import type { After } from "../../journal/environment.ts";
import type { Answer } from "../../journal/request.ts";
import type { Failure } from "../use-answer.ts";
import { fetchSnapshot, fetchWardList } from "./fetch-ward.ts";
import { type Follower, follow } from "./follow.ts";
import { inTime } from "./in-time.ts";
import { type KeptSnapshot, type KeptWardList, wardDatabase } from "./ward-database.ts";
import { openWardSocket } from "./ward-socket.ts";

export interface Followed<Kept> {
  /** What is known: of now, or kept from before. */
  kept: Kept | undefined;
  /** Set while the last attempt has failed. */
  failure: Failure | undefined;
  /** Hints of news come. */
  live: boolean;
  /** Nothing is known yet and an attempt is on its way. */
  loading: boolean;
  /** Asks now. */
  reload: () => void;
}

const after: After = (ms, run) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

const socketUrl = (site: string) =>
  `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws?site=${encodeURIComponent(site)}`;

/** Follows something while the component is there: by polls, and by hints where they come. */
const useFollowing = <Kept>(
  key: string,
  site: string,
  ward: string,
  ask: (signal: AbortSignal) => Promise<Answer<Kept>>,
) => {
  const [state, setState] = useState<{ key: string; fetched?: Kept; failure?: Failure }>({ key });
  const [live, setLive] = useState(false);
  const [follower, setFollower] = useState<Follower>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for what is asked.
  useEffect(() => {
    const controller = new AbortController();
    const followed = follow({
      after,
      random: Math.random,
      ask: async () => {
        const answer = await ask(controller.signal);
        if (controller.signal.aborted) return answer;
        if (answer.ok) setState({ key, fetched: answer.value });
        else {
          const { status, code, message } = answer;
          const failure = { status, code, ...(message && { message }) };
          setState((last) => ({ ...(last.key === key ? last : { key }), failure }));
        }
        return answer;
      },
    });
    const socket = openWardSocket({
      open: () => new WebSocket(socketUrl(site)),
      wards: [ward],
      onHint: followed.hint,
      onLive: setLive,
      after,
      random: Math.random,
    });
    setFollower(followed);
    const wake = () => {
      if (document.visibilityState !== "visible") return;
      followed.hint();
      socket.wake();
    };
    document.addEventListener("visibilitychange", wake);
    window.addEventListener("online", wake);
    return () => {
      controller.abort();
      followed.stop();
      socket.stop();
      document.removeEventListener("visibilitychange", wake);
      window.removeEventListener("online", wake);
    };
  }, [key]);
  const current = state.key === key ? state : { key };
  return { ...current, live, reload: () => follower?.hint() };
};

/** A ward as it was last told; it stays there without a network. */
export const useWard = (site: string, ward: string): Followed<KeptSnapshot> => {
  const stored = useLiveQuery(
    () => wardDatabase.snapshots.get([site, ward]).catch(() => undefined),
    [site, ward],
  );
  const ofWard = stored?.site === site && stored.ward === ward ? stored : undefined;
  const { fetched, failure, live, reload } = useFollowing(
    `${site} ${ward}`,
    site,
    ward,
    async (signal) => {
      const kept = await inTime(wardDatabase.snapshots.get([site, ward]));
      return fetchSnapshot({ site, ward, kept }, { signal });
    },
  );
  const kept = newer(ofWard, fetched, ({ snapshot }) => snapshot.asOf);
  return { kept, failure, live, reload, loading: !kept && !failure };
};

/** The wards of a site. */
export const useWardList = (site: string): Followed<KeptWardList> => {
  const stored = useLiveQuery(() => wardDatabase.lists.get(site).catch(() => undefined), [site]);
  const ofSite = stored?.site === site ? stored : undefined;
  const { fetched, failure, live, reload } = useFollowing(site, site, "*", (signal) =>
    fetchWardList(site, { signal }),
  );
  const kept = newer(ofSite, fetched, ({ list }) => list.asOf);
  return { kept, failure, live, reload, loading: !kept && !failure };
};

/** What is kept, unless a browser that stores nothing has only what it fetched. */
const newer = <Kept>(
  stored: Kept | undefined,
  fetched: Kept | undefined,
  asOf: (kept: Kept) => string,
): Kept | undefined =>
  stored && fetched ? (asOf(stored) >= asOf(fetched) ? stored : fetched) : (stored ?? fetched);
