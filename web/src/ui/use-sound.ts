import { useCallback, useEffect, useState } from "react";
import { playTone } from "./tone.ts";

/** Tones that are silent until somebody has turned them on, as browsers ask for. */
export interface Sound {
  sounds: boolean;
  /** Turning it on plays a first tone, so that everybody hears how loud it is. */
  toggleSound: () => void;
  /** Plays a tone, or nothing while the sound is off; see `playTone` for the notes. */
  play: (notesHz?: readonly number[]) => void;
}

export const useSound = (): Sound => {
  const [context, setContext] = useState<AudioContext>();
  useEffect(() => () => void context?.close(), [context]);
  return {
    sounds: context !== undefined,
    toggleSound: () => {
      if (context) return setContext(undefined);
      const opened = new AudioContext();
      playTone(opened);
      setContext(opened);
    },
    play: useCallback((notesHz) => context && playTone(context, notesHz), [context]),
  };
};
