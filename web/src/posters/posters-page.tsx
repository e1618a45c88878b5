import type { SettingsResponse } from "@throughline/shared/api.ts";
import type { ReactNode } from "react";
import { Link, useLocation, useSearch } from "wouter";
import { plural } from "../ui/format.ts";
import { PrintPage } from "../ui/print-page.tsx";
import { Choices } from "./choices.tsx";
import { Poster } from "./poster.tsx";
import { type PosterChoice, readPosterChoice, writePosterChoice } from "./poster-address.ts";
import { usualLanguages } from "./usual-languages.ts";
import "./posters.css";

const inGroups = <T,>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, group) =>
    items.slice(group * size, (group + 1) * size),
  );

/** Posters as they will be printed, and what to print. */
export const PostersPage = (props: { site: string; settings: SettingsResponse }): ReactNode => {
  const { site, settings } = props;
  const [, navigate] = useLocation();
  const search = useSearch();
  const choice = readPosterChoice(search);
  const change = (next: PosterChoice) =>
    navigate(`/staff/posters?${writePosterChoice(search, next)}`, { replace: true });
  const stations = settings.settings.stations.filter(({ retired }) => !retired);
  const chosen = stations.filter(
    ({ code }) => choice.stations === null || choice.stations.includes(code),
  );
  const chosenLanguages = choice.languages ?? usualLanguages(stations);
  const { name } = settings.settings;
  const sheets = inGroups(chosen, choice.perPage);
  return (
    <PrintPage
      title="Posters"
      told={`${plural(chosen.length, "poster")} on ${plural(sheets.length, "page")}`}
      publicUrl={settings.publicUrl}
      what="posters"
      paper={choice.paper}
      canPrint={chosen.length > 0}
      choices={
        <Choices
          stations={stations}
          siteName={name}
          choice={choice}
          chosenLanguages={chosenLanguages}
          onChange={change}
        />
      }
      advice={
        <p className="quiet">
          Print at 100% and without headers and footers. Scan one poster with a phone before you
          hang the others.
        </p>
      }
      className={`per-page-${choice.perPage}`}
    >
      {sheets.map((group) => (
        <div className="sheet" key={group[0]?.code}>
          {group.map((station) => (
            <Poster
              key={station.code}
              site={site}
              title={choice.title ?? name}
              publicUrl={settings.publicUrl}
              station={station}
              languages={chosenLanguages}
              note={choice.note}
            />
          ))}
        </div>
      ))}
      {stations.length === 0 && (
        <p>
          Every station is retired. <Link href={`/staff/settings?site=${site}`}>Add one</Link> to
          print its poster.
        </p>
      )}
    </PrintPage>
  );
};
