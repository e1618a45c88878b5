import { labsReachTo } from "@throughline/shared/monitor/feed-silence.ts";
import type { OperationDeps } from "../../deps.ts";
import type { ReadOptions } from "../../store/table.ts";

export interface LabReach {
  /** As far as all laboratories' files reach: an alert due by then is confirmed. */
  reachesTo: string | null;
  /** A laboratory that is in use has fallen silent: its own alarm stands for what it leaves open. */
  isSilent: boolean;
}

/** How far the laboratories' files can be relied on. */
export const readLabReach = async (
  { store }: Pick<OperationDeps, "store">,
  site: string,
  options?: ReadOptions,
): Promise<LabReach> => {
  const feeds = (await store.clinical.feeds.list(site, options)).map(({ feed }) => feed);
  return {
    reachesTo: labsReachTo(feeds),
    isSilent: feeds.some(
      ({ kind, inUse, silentSince }) => kind === "lis" && inUse && silentSince !== null,
    ),
  };
};
