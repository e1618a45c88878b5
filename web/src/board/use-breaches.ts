import type { Live } from "@throughline/shared/live.ts";
import { useEffect, useRef, useState } from "react";
import { useSound } from "../ui/use-sound.ts";
import { type Breach, findNewBreaches } from "./new-breaches.ts";

/** The latest visits to go past a target, with a sound for them where somebody has asked for it. */
export const useBreaches = (live: Live | undefined) => {
  const [latest, setLatest] = useState<Breach[]>([]);
  const { sounds, toggleSound, play } = useSound();
  const before = useRef<Live>(undefined);

  useEffect(() => {
    if (!live || live === before.current) return;
    const breaches = findNewBreaches(before.current, live);
    before.current = live;
    if (breaches.length === 0) return;
    setLatest(breaches);
    play();
  }, [live, play]);

  return { latest, sounds, toggleSound };
};
