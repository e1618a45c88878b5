import type { SettingsResponse } from "@throughline/shared/api.ts";
import type { ReactNode } from "react";
import { Link, useLocation, useSearch } from "wouter";
import { AddressWarning } from "../ui/address-warning.tsx";
import { plural } from "../ui/format.ts";
import { Choices } from "./choices.tsx";
import { Poster } from "./poster.tsx";
import { type PosterChoice, readPosterChoice, writePosterChoice } from "./poster-address.ts";
import { usualLanguages } from "./usual-languages.ts";
import "../ui/sheet.css";
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
    <>
      <div className="page-head screen-only">
        <h1>Posters</h1>
        <p className="quiet">
          {plural(chosen.length, "poster")} on {plural(sheets.length, "page")}
        </p>
      </div>
      <div className="screen-only">
        <AddressWarning publicUrl={settings.publicUrl} what="posters" />
      </div>
      <div className="print-layout">
        <div className="card print-choices screen-only">
          <Choices
            stations={stations}
            siteName={name}
            choice={choice}
            chosenLanguages={chosenLanguages}
            onChange={change}
          />
          <button
            type="button"
            className="button button-main"
            disabled={chosen.length === 0}
            onClick={() => window.print()}
          >
            Print
          </button>
          <p className="quiet">
            Print at 100% and without headers and footers. Scan one poster with a phone before you
            hang the others.
          </p>
        </div>
        <div className={`sheets paper-${choice.paper} per-page-${choice.perPage}`}>
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
              Every station is retired. <Link href={`/staff/settings?site=${site}`}>Add one</Link>{" "}
              to print its poster.
            </p>
          )}
        </div>
      </div>
    </>
  );
};
