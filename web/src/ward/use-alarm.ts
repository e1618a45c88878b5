import type { WardSnapshot } from "@throughline/shared/ward-api.ts";
import { useEffect, useRef, useState } from "react";
import { useSound } from "../ui/use-sound.ts";
import { type Alarming, alarmingEpisodes, tellNews } from "./rules/find-new-alerts.ts";
import type { Row } from "./rules/settle-bed.ts";

export interface Alarm {
  sounds: boolean;
  toggleSound: () => void;
  /** The latest news, for those who do not see the screen. */
  said: string;
}

/**
 * A sound and a system notification when confirmed alerts open or a feed falls silent: one for all
 * that come together.
 */
export const useAlarm = (
  ward: string,
  /** Undefined before anything is known. */
  snapshot: WardSnapshot | undefined,
  rows: readonly Row[],
  notify: (text: string) => void,
): Alarm => {
  const { sounds, toggleSound, play } = useSound();
  const [said, setSaid] = useState("");
  const before = useRef<Alarming>(undefined);
  const silent = snapshot?.feeds.filter(({ silentSince }) => silentSince !== null) ?? [];
  const now: Alarming | undefined = snapshot && {
    ward,
    episodes: alarmingEpisodes(rows),
    silentFeeds: new Set(silent.map(({ name }) => name)),
  };
  const key = now && [[...now.episodes].sort(), [...now.silentFeeds].sort()].join("\n");
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for what alarms.
  useEffect(() => {
    if (!now) return;
    const news = tellNews(before.current, now);
    before.current = now;
    if (news === undefined) return;
    setSaid(news);
    play();
    notify(news);
  }, [key, ward]);
  return { sounds, toggleSound, said };
};
