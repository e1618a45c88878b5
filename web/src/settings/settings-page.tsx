import type { SettingsResponse } from "@throughline/shared/api.ts";
import { type ReactNode, useEffect } from "react";
import { Section } from "../ui/section.tsx";
import { Attendance } from "./attendance.tsx";
import { GeneralSettings } from "./general-settings.tsx";
import { Languages } from "./languages.tsx";
import { NewSite } from "./new-site.tsx";
import { OpeningHours } from "./opening-hours.tsx";
import { Reasons } from "./reasons.tsx";
import { SaveBar } from "./save-bar.tsx";
import { sectionTitles } from "./sections.ts";
import "./settings.css";
import { SettingsForm } from "./settings-form.tsx";
import { Stations } from "./stations.tsx";
import { Tablets } from "./tablets.tsx";
import { Targets } from "./targets.tsx";
import { useSettingsDraft } from "./use-settings-draft.ts";

const parts = {
  site: "Site",
  "opening-hours": "Opening hours",
  stations: "Stations",
  reasons: "Reasons for visit",
  languages: "Languages",
  targets: "Targets",
  attendance: "Attendance",
  tablets: "Tablets",
  "another-site": "Another site",
};

interface Props {
  site: string;
  loaded: SettingsResponse;
  onSaved: () => void;
}

/** The settings of a site, and the attendance of its days. */
export const SettingsPage = ({ site, loaded, onSaved }: Props): ReactNode => {
  const settings = useSettingsDraft({ site, loaded, onSaved });
  const { base, draft, problems, edit } = settings;
  const common = { draft, problems, edit };
  // Scans come in while somebody edits: this is no part of the edit, so it is taken as it is now.
  const { usedStations } = loaded;
  const isUsed = usedStations.length > 0;

  useEffect(() => {
    // The address may name a section, which was not there yet when the browser looked for it.
    const { hash } = window.location;
    if (hash) document.getElementById(hash.slice(1))?.scrollIntoView();
  }, []);

  return (
    <>
      <div className="page-head">
        <h1>
          Settings <span className="page-subject">{base.settings.name}</span>
        </h1>
        <p className="quiet">
          Site <code>{site}</code>, version {base.version}
        </p>
      </div>
      <SettingsForm
        parts={parts}
        onSubmit={settings.save}
        below={
          <>
            <Section id="attendance" title={parts.attendance}>
              <Attendance site={site} timeZone={base.settings.timeZone} />
            </Section>
            <Section id="tablets" title={parts.tablets}>
              <Tablets
                site={site}
                timeZone={base.settings.timeZone}
                stations={base.settings.stations}
              />
            </Section>
            <Section id="another-site" title={parts["another-site"]}>
              <NewSite timeZone={base.settings.timeZone} onMade={onSaved} />
            </Section>
          </>
        }
      >
        <Section id="site" title={parts.site}>
          <GeneralSettings {...common} zoneIsFixed={isUsed} />
        </Section>
        <Section id="opening-hours" title={parts["opening-hours"]}>
          <OpeningHours {...common} />
        </Section>
        <Section id="stations" title={parts.stations}>
          <Stations {...common} usedStations={usedStations} />
        </Section>
        <Section id="reasons" title={parts.reasons}>
          <Reasons {...common} saved={base.settings.reasons} />
        </Section>
        <Section id="languages" title={parts.languages}>
          <Languages labels={[...draft.stations, ...draft.reasons]} />
        </Section>
        <Section id="targets" title={parts.targets}>
          <Targets {...common} />
        </Section>
        <SaveBar settings={settings} titles={sectionTitles} />
      </SettingsForm>
    </>
  );
};
