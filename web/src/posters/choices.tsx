import type { Station } from "@throughline/shared/station.ts";
import type { ReactNode } from "react";
import { type Language, languages } from "../i18n/languages.ts";
import { Field } from "../ui/field.tsx";
import { Check, Radio } from "../ui/option.tsx";
import { PaperChoice } from "../ui/paper-choice.tsx";
import {
  MOST_LANGUAGES,
  type PosterChoice,
  type PostersPerPage,
  postersPerPage,
} from "./poster-address.ts";

interface Props {
  stations: readonly Station[];
  siteName: string;
  choice: PosterChoice;
  /** Chosen, or usual for the site. */
  chosenLanguages: readonly Language[];
  onChange: (choice: PosterChoice) => void;
}

const sizes: Record<PostersPerPage, string> = {
  1: "1, to hang on a wall",
  2: "2, for a door",
  4: "4, to cut for desks",
  6: "6, to cut for small signs",
};

const toggle = <T,>(list: readonly T[], item: T, on: boolean): T[] =>
  on ? [...list, item] : list.filter((other) => other !== item);

/** What to print: stations, size, paper, languages, title and note. */
export const Choices = (props: Props): ReactNode => {
  const { stations, siteName, choice, chosenLanguages, onChange } = props;
  const codes = stations.map(({ code }) => code);
  const chosen = choice.stations ?? codes;
  const chooseStations = (next: readonly string[]) => {
    const inOrder = codes.filter((code) => next.includes(code));
    onChange({ ...choice, stations: inOrder.length === codes.length ? null : inOrder });
  };
  const chooseLanguages = (next: readonly Language[]) =>
    onChange({
      ...choice,
      languages: languages.map(({ tag }) => tag).filter((tag) => next.includes(tag)),
    });
  const isFixed = (tag: Language) =>
    chosenLanguages.includes(tag)
      ? chosenLanguages.length === 1
      : chosenLanguages.length === MOST_LANGUAGES;
  return (
    <>
      <fieldset className="options">
        <legend>Posters per page</legend>
        {postersPerPage.map((perPage) => (
          <Radio
            key={perPage}
            name="per-page"
            checked={choice.perPage === perPage}
            onPick={() => onChange({ ...choice, perPage })}
          >
            {sizes[perPage]}
          </Radio>
        ))}
      </fieldset>
      <PaperChoice chosen={choice.paper} onChange={(paper) => onChange({ ...choice, paper })} />
      <fieldset className="options">
        <legend>Languages, {MOST_LANGUAGES} at most</legend>
        {languages.map(({ tag, name }) => (
          <Check
            key={tag}
            lang={tag}
            checked={chosenLanguages.includes(tag)}
            disabled={isFixed(tag)}
            onToggle={(on) => chooseLanguages(toggle(chosenLanguages, tag, on))}
          >
            {name}
          </Check>
        ))}
      </fieldset>
      <Field label="Title" hint="The site’s name, unless you write another one.">
        {(control) => (
          <input
            {...control}
            dir="auto"
            maxLength={80}
            placeholder={siteName}
            value={choice.title ?? ""}
            onChange={({ target }) => onChange({ ...choice, title: target.value || null })}
          />
        )}
      </Field>
      <Field label="Note" hint="Printed at the foot, for example where the desk is.">
        {(control) => (
          <textarea
            {...control}
            dir="auto"
            rows={2}
            maxLength={160}
            value={choice.note}
            onChange={({ target }) => onChange({ ...choice, note: target.value })}
          />
        )}
      </Field>
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
