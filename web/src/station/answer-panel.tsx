import { type ReactNode, useEffect, useState } from "react";
import { loadFirstStrings } from "../i18n/first.ts";
import { directionOf, type Language, languages } from "../i18n/languages.ts";
import type { SiteWording } from "../i18n/site-wording.ts";
import { stationWords } from "../i18n/station-words.ts";
import type { ShownAnswer } from "./use-answers.ts";

interface Props {
  answer: ShownAnswer | undefined;
  /** The station's name in a language. */
  nameIn(language: Language): SiteWording;
}

const marks = { recorded: "✓", repeated: "✓", foreign: "✕", poster: "✕", failed: "✕" };

/** The answer to the last code, to be read from two metres, in the code's own language. */
export const AnswerPanel = ({ answer, nameIn }: Props): ReactNode => {
  const language = answer?.language ?? "en";
  const purpose = usePurpose(language);
  const words = stationWords[language];
  const name = nameIn(language);
  const time = answer?.deviceAt && clockTime(answer.deviceAt, language);
  return (
    <section
      className={`station-answer station-answer-${answer?.outcome ?? "none"}`}
      lang={language}
      dir={directionOf(language)}
      role="status"
    >
      <p className="station-name" lang={name.lang}>
        <bdi>{name.text}</bdi>
      </p>
      {answer && (
        <p className="station-outcome" key={answer.number}>
          <span aria-hidden="true" className="station-mark">
            {marks[answer.outcome]}
          </span>{" "}
          {words[answer.outcome].replace("{time}", `\u2068${time}\u2069`)}
        </p>
      )}
      {!answer && (
        <ul className="station-show">
          {languages.map(({ tag }) => (
            <li key={tag} lang={tag} dir={directionOf(tag)}>
              {stationWords[tag].show}
            </li>
          ))}
        </ul>
      )}
      {answer?.outcome === "recorded" && <p className="station-time">{time}</p>}
      <p className="station-purpose">{purpose}</p>
    </section>
  );
};

const clockTime = (instant: string, language: Language) =>
  new Intl.DateTimeFormat(language, { hour: "numeric", minute: "2-digit" }).format(
    new Date(instant),
  );

/** What a scan is and is not. Its file is kept with the staff's pages, so it is there offline. */
const usePurpose = (language: Language): string => {
  const [loaded, setLoaded] = useState<{ language: Language; purpose: string }>();
  useEffect(() => {
    let live = true;
    loadFirstStrings(language).then(
      ({ purpose }) => live && setLoaded({ language, purpose }),
      (problem: unknown) => console.warn("the words are not loaded", problem),
    );
    return () => {
      live = false;
    };
  }, [language]);
  return loaded?.language === language ? loaded.purpose : "";
};
