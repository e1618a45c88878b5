import { useEffect, useRef, useState } from "react";
import { plural } from "../ui/format.ts";
import { useSound } from "../ui/use-sound.ts";
import { wardName } from "../ui/ward-name.ts";
import { alarmingEpisodes, countNewAlerts } from "./rules/find-new-alerts.ts";
import type { Row } from "./rules/settle-bed.ts";

export interface Alarm {
  sounds: boolean;
  toggleSound: () => void;
  /** The latest news, for those who do not see the screen. */
  said: string;
}

/** A sound and a system notification when confirmed alerts open: one for all that open together. */
export const useAlarm = (
  ward: string,
  /** Undefined before anything is known. */
  rows: readonly Row[] | undefined,
  notify: (text: string) => void,
): Alarm => {
  const { sounds, toggleSound, play } = useSound();
  const [said, setSaid] = useState("");
  const before = useRef<{ ward: string; episodes: ReadonlySet<string> }>(undefined);
  const episodes = rows && alarmingEpisodes(rows);
  const key = episodes && [...episodes].sort().join("\n");
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for the episodes.
  useEffect(() => {
    if (!episodes) return;
    const known = before.current?.ward === ward ? before.current.episodes : undefined;
    const opened = countNewAlerts(known, episodes);
    before.current = { ward, episodes };
    if (opened === 0) return;
    const text = `${wardName(ward)}: ${plural(opened, "bed")} newly overdue.`;
    setSaid(text);
    play();
    notify(text);
  }, [key, ward]);
  return { sounds, toggleSound, said };
};
