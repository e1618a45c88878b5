import type { SettingsResponse } from "@throughline/shared/api.ts";
import type { ReactNode } from "react";
import "./station.css";

/** Where a tablet becomes a station's. */
export const ChooseStation = (props: { site: string; settings: SettingsResponse }): ReactNode => {
  const { site, settings } = props;
  const stations = settings.settings.stations.filter(({ retired }) => !retired);
  return (
    <>
      <div className="page-head">
        <h1>Station</h1>
      </div>
      <p className="station-explain">
        Put a tablet beside a station. Patients hold the code on their phone or slip before its
        camera, and it records the scan, also without a network. Choose where this tablet stands.
      </p>
      <ul className="station-choices">
        {stations.map(({ code, label }) => (
          <li key={code}>
            <a className="button" href={`/staff/station/${code}?site=${site}`}>
              <bdi>{label}</bdi>
            </a>
          </li>
        ))}
      </ul>
    </>
  );
};
