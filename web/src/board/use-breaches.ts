import type { Live } from "@throughline/shared/live.ts";
import { useEffect, useRef, useState } from "react";
import { playTone } from "../ui/tone.ts";
import { type Breach, findNewBreaches } from "./new-breaches.ts";

/** The latest visits to go past a target, with a sound for them where somebody has asked for it. */
export const useBreaches = (live: Live | undefined) => {
  const [latest, setLatest] = useState<Breach[]>([]);
  const [context, setContext] = useState<AudioContext>();
  const before = useRef<Live>(undefined);

  useEffect(() => {
    if (!live || live === before.current) return;
    const breaches = findNewBreaches(before.current, live);
    before.current = live;
    if (breaches.length === 0) return;
    setLatest(breaches);
    if (context) playTone(context);
  }, [live, context]);

  useEffect(() => () => void context?.close(), [context]);

  return {
    latest,
    sounds: context !== undefined,
    /** The tone that it begins with lets everybody hear how loud it is. */
    toggleSound: () => {
      if (context) return setContext(undefined);
      const opened = new AudioContext();
      playTone(opened);
      setContext(opened);
    },
  };
};
