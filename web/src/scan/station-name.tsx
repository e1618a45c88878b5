import { stationName } from "./first/confirmation.ts";
import { usePage } from "./page-context.ts";

/** A station by its name, marked with the language that the name is in. */
export const StationName = ({ code }: { code: string }) => {
  const { words, snapshot } = usePage();
  const { text, lang } = stationName(code, snapshot.guide?.labels, words.language);
  return <bdi lang={lang}>{text}</bdi>;
};
