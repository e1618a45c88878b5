import type { Station } from "@throughline/shared/station.ts";
import type { ReactNode } from "react";
import { languages } from "../i18n/languages.ts";
import { Check, Radio } from "../ui/option.tsx";
import type { PosterChoice } from "./poster-address.ts";
import { allLanguages } from "./poster-words.ts";

interface Props {
  stations: readonly Station[];
  choice: PosterChoice;
  onChange: (choice: PosterChoice) => void;
}

const toggle = <T,>(list: readonly T[], item: T, on: boolean): T[] =>
  on ? [...list, item] : list.filter((other) => other !== item);

/** What to print: stations, size, paper and languages. */
export const Choices = ({ stations, choice, onChange }: Props): ReactNode => {
  const codes = stations.map(({ code }) => code);
  const chosen = choice.stations ?? codes;
  const chooseStations = (next: readonly string[]) => {
    const inOrder = codes.filter((code) => next.includes(code));
    onChange({ ...choice, stations: inOrder.length === codes.length ? null : inOrder });
  };
  return (
    <>
      <fieldset className="options">
        <legend>Posters per page</legend>
        <Radio
          name="per-page"
          checked={choice.perPage === 1}
          onPick={() => onChange({ ...choice, perPage: 1 })}
        >
          1, to hang on a wall
        </Radio>
        <Radio
          name="per-page"
          checked={choice.perPage === 4}
          onPick={() => onChange({ ...choice, perPage: 4 })}
        >
          4, to cut for desks and doors
        </Radio>
      </fieldset>
      <fieldset className="options">
        <legend>Paper</legend>
        <Radio
          name="paper"
          checked={choice.paper === "a4"}
          onPick={() => onChange({ ...choice, paper: "a4" })}
        >
          A4
        </Radio>
        <Radio
          name="paper"
          checked={choice.paper === "letter"}
          onPick={() => onChange({ ...choice, paper: "letter" })}
        >
          US Letter
        </Radio>
      </fieldset>
      <fieldset className="options">
        <legend>Languages</legend>
        {languages.map(({ tag, name }) => (
          <Check
            key={tag}
            lang={tag}
            checked={choice.languages.includes(tag)}
            disabled={choice.languages.length === 1 && choice.languages.includes(tag)}
            onToggle={(on) => {
              const next = toggle(choice.languages, tag, on);
              onChange({
                ...choice,
                languages: allLanguages.filter((other) => next.includes(other)),
              });
            }}
          >
            {name}
          </Check>
        ))}
      </fieldset>
      <fieldset className="options">
        <legend>Stations</legend>
        <div className="button-row">
          <button type="button" className="button" onClick={() => chooseStations(codes)}>
            All
          </button>
          <button type="button" className="button" onClick={() => chooseStations([])}>
            None
          </button>
        </div>
        {stations.map(({ code, label }) => (
          <Check
            key={code}
            checked={chosen.includes(code)}
            onToggle={(on) => chooseStations(toggle(chosen, code, on))}
          >
            {label}
          </Check>
        ))}
      </fieldset>
    </>
  );
};
