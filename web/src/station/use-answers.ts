import { useEffect, useRef, useState } from "react";
import { LOW_NOTES_HZ } from "../ui/tone.ts";
import { useSound } from "../ui/use-sound.ts";
import { answerCode, type StationAnswer } from "./answer-code.ts";
import type { TabletJournal } from "./tablet-journal.ts";

/** An answer, told apart from an equal one before. */
export type ShownAnswer = StationAnswer & { number: number };

/** How long an answer stands when no other code comes. */
const SHOWN_MS = 8_000;

/** Answers each code that comes before the camera; the last answer stays for a while. */
export const useAnswers = (
  { journal, loop }: TabletJournal,
  place: { site: string; station: string; origins: readonly string[] },
) => {
  const [answer, setAnswer] = useState<ShownAnswer>();
  const { sounds, toggleSound, play } = useSound();
  const count = useRef(0);

  useEffect(() => {
    if (!answer) return;
    const timer = setTimeout(() => setAnswer(undefined), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [answer]);

  return {
    answer,
    sounds,
    toggleSound,
    read: async (text: string) => {
      const given = await answerCode(journal, place, text);
      loop.wake();
      count.current += 1;
      setAnswer({ ...given, number: count.current });
      const fine = given.outcome === "recorded" || given.outcome === "repeated";
      play(fine ? undefined : LOW_NOTES_HZ);
    },
  };
};
