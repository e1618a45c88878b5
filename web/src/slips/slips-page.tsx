import type { SettingsResponse } from "@throughline/shared/api.ts";
import type { ReactNode } from "react";
import { useLocation, useSearch } from "wouter";
import { languages } from "../i18n/languages.ts";
import { Field } from "../ui/field.tsx";
import { plural } from "../ui/format.ts";
import { Radio } from "../ui/option.tsx";
import { PaperChoice } from "../ui/paper-choice.tsx";
import { PrintPage } from "../ui/print-page.tsx";
import { Slip } from "./slip.tsx";
import {
  MOST_SHEETS,
  readSlipChoice,
  SLIPS_PER_SHEET,
  type SlipChoice,
  writeSlipChoice,
} from "./slip-address.ts";
import { useFreshVisitIds } from "./use-fresh-visit-ids.ts";
import "./slips.css";

/** Sheets of new visit codes, for patients who carry no phone. */
export const SlipsPage = (props: { site: string; settings: SettingsResponse }): ReactNode => {
  const { site, settings } = props;
  const [, navigate] = useLocation();
  const search = useSearch();
  const choice = readSlipChoice(search);
  const change = (next: SlipChoice) =>
    navigate(`/staff/slips?${writeSlipChoice(search, next)}`, { replace: true });
  const { visitIds, prints } = useFreshVisitIds(choice.sheets * SLIPS_PER_SHEET);
  const sheets = Array.from({ length: choice.sheets }, (_, sheet) =>
    visitIds.slice(sheet * SLIPS_PER_SHEET, (sheet + 1) * SLIPS_PER_SHEET),
  );
  return (
    <PrintPage
      title="Slips"
      told={`${plural(visitIds.length, "new visit code")} on ${plural(choice.sheets, "sheet")}`}
      publicUrl={settings.publicUrl}
      what="slips"
      paper={choice.paper}
      choices={
        <>
          <Field
            label="Sheets"
            hint={`${SLIPS_PER_SHEET} slips each, ${MOST_SHEETS} sheets at most.`}
          >
            {(control) => (
              <input
                {...control}
                type="number"
                min={1}
                max={MOST_SHEETS}
                defaultValue={choice.sheets}
                onChange={({ target }) =>
                  target.validity.valid && change({ ...choice, sheets: target.valueAsNumber || 1 })
                }
              />
            )}
          </Field>
          <PaperChoice chosen={choice.paper} onChange={(paper) => change({ ...choice, paper })} />
          <fieldset className="options">
            <legend>Language</legend>
            {languages.map(({ tag, name }) => (
              <Radio
                key={tag}
                name="language"
                checked={tag === choice.language}
                onPick={() => change({ ...choice, language: tag })}
              >
                <bdi lang={tag}>{name}</bdi>
              </Radio>
            ))}
          </fieldset>
        </>
      }
      advice={
        <>
          <p className="quiet">
            Print one copy and cut along the lines: each code is for one patient and one visit.
            Codes that nobody uses count nowhere.
          </p>
          <p className="quiet" role="status">
            {prints > 0 && "The codes below are new: those that were printed do not come again."}
          </p>
        </>
      }
    >
      {sheets.map((ids) => (
        <div className="sheet slip-sheet" key={ids[0]}>
          {ids.map((visitId) => (
            <Slip
              key={visitId}
              site={site}
              siteName={settings.settings.name}
              publicUrl={settings.publicUrl}
              visitId={visitId}
              language={choice.language}
            />
          ))}
        </div>
      ))}
    </PrintPage>
  );
};
