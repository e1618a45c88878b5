import { type Reach, reachOf } from "@throughline/shared/reach.ts";
import type { Station } from "@throughline/shared/station.ts";
import type { ReactNode } from "react";
import { directionOf, type Language } from "../i18n/languages.ts";
import { QrCode } from "../ui/qr-code.tsx";
import { posterUrl } from "./poster-url.ts";
import { posterWords } from "./poster-words.ts";

interface Props {
  site: string;
  title: string;
  publicUrl: string;
  station: Station;
  languages: readonly Language[];
  note: string;
}

const warnings: Record<Reach, string | null> = {
  everybody: null,
  "this-network": "Trial poster: this code opens only inside the clinic’s own network.",
  "this-computer":
    "Trial poster: this code opens on no phone, only on the computer it was made on.",
};

/** Up to these many characters a label is printed at its full size, at two thirds, or at half. */
const FULL_SIZE_CHARACTERS = 18;
const TWO_THIRDS_CHARACTERS = 40;

/** With more of title, note and translations than this, everything but the label is smaller. */
const ROOMY_CHARACTERS = 160;

const sizeOf = (label: string) =>
  label.length <= FULL_SIZE_CHARACTERS
    ? "poster-label-full"
    : label.length <= TWO_THIRDS_CHARACTERS
      ? "poster-label-long"
      : "poster-label-longest";

/** What hangs at a station. */
export const Poster = ({ site, title, publicUrl, station, languages, note }: Props): ReactNode => {
  const url = posterUrl(publicUrl, site, station.code);
  const { host, pathname } = new URL(url);
  const warning = warnings[reachOf(new URL(publicUrl).hostname)];
  const translations = languages.flatMap((lang) => {
    const label = station.labels?.[lang];
    return label && label !== station.label ? [{ lang, label }] : [];
  });
  const words = [title, note, ...translations.map(({ label }) => label)].join("").length;
  return (
    <article
      className={words > ROOMY_CHARACTERS ? "poster poster-dense" : "poster"}
      aria-label={`Poster: ${station.label}`}
    >
      <p className="poster-title" dir="auto">
        {title}
      </p>
      <h2 className={`poster-label ${sizeOf(station.label)}`} dir="auto">
        {station.label}
      </h2>
      {translations.length > 0 && (
        <p className="poster-translations">
          {translations.map(({ lang, label }) => (
            <bdi key={lang} lang={lang}>
              {label}
            </bdi>
          ))}
        </p>
      )}
      <QrCode className="poster-code" text={url} label={`QR code of ${url}`} />
      <p className="poster-address">
        <strong>{host}</strong>
        {pathname}
      </p>
      <div className="poster-words">
        {languages.map((lang) => (
          <p key={lang} lang={lang} dir={directionOf(lang)}>
            <strong>{posterWords[lang].scan}</strong> {posterWords[lang].measures}
          </p>
        ))}
      </div>
      {note && (
        <p className="poster-note" dir="auto">
          {note}
        </p>
      )}
      {warning && <p className="poster-warning">{warning}</p>}
    </article>
  );
};
