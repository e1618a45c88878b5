import { writeVisitCode } from "@throughline/shared/visit-code.ts";
import type { ReactNode } from "react";
import { directionOf, type Language } from "../i18n/languages.ts";
import { QrCode } from "../ui/qr-code.tsx";
import { slipWords } from "./slip-words.ts";

interface Props {
  site: string;
  siteName: string;
  publicUrl: string;
  visitId: string;
  language: Language;
}

/** The code of one visit, for a patient who carries no phone. It bears no day and no name. */
export const Slip = ({ site, siteName, publicUrl, visitId, language }: Props): ReactNode => {
  const words = slipWords[language];
  const code = writeVisitCode({ site, visitId, visitDay: undefined, language });
  return (
    <article className="slip" lang={language} dir={directionOf(language)}>
      <QrCode className="slip-code" text={`${publicUrl}${code}`} label="Visit code" level="M" />
      <div className="slip-words">
        <p className="slip-site" dir="auto">
          {siteName}
        </p>
        <p className="slip-show">{words.show}</p>
        <p>{words.measures}</p>
        <p>{words.follow}</p>
      </div>
    </article>
  );
};
