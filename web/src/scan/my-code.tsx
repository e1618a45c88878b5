import { writeVisitCode } from "@throughline/shared/visit-code.ts";
import type { LocalVisit } from "../journal/device.ts";
import { QrCode } from "../ui/qr-code.tsx";
import { usePage } from "./page-context.ts";

/** The visit as a code: for a station's tablet, or to go on with it on another phone. */
export const MyCode = ({ visit }: { visit: LocalVisit }) => {
  const { site, words } = usePage();
  if (!site) return null;
  const { action, explain, label } = words.catalogue.code;
  const { visitId, visitDay } = visit;
  const code = writeVisitCode({ site, visitId, visitDay, language: words.language });
  return (
    <details className="fold">
      <summary>{action}</summary>
      <p>{explain}</p>
      <QrCode className="visit-code" text={location.origin + code} label={label} level="M" />
    </details>
  );
};
