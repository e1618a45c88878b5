import { labelFromCode } from "@throughline/shared/station-code.ts";
import { type ReactNode, useEffect, useMemo } from "react";
import { useSettings } from "../cache/sites.ts";
import { useGuide } from "../cache/use-guide.ts";
import { useSnapshot } from "../cache/use-snapshot.ts";
import { CameraView } from "../camera/camera-view.tsx";
import { en } from "../i18n/en.ts";
import { readSiteWording } from "../i18n/site-wording.ts";
import { becomeTablet } from "../journal/tablet.ts";
import { Notice } from "../ui/notice.tsx";
import { useWakeLock } from "../ui/use-wake-lock.ts";
import { AnswerPanel } from "./answer-panel.tsx";
import { StationCounts } from "./station-counts.tsx";
import { tabletJournal } from "./tablet-journal.ts";
import { TabletState } from "./tablet-state.tsx";
import { useAnswers } from "./use-answers.ts";
import "../camera/camera.css";
import "./station.css";

interface Props {
  site: string;
  station: string;
  /** The server does not know this browser's sign-in any more. */
  signedOut: boolean;
  /** Shown instead to somebody who is signed out, where this device has never been a tablet. */
  refuse: ReactNode;
}

/**
 * A tablet at a station. It records what its camera reads with or without a network or a sign-in;
 * what it needs for that is kept on the device.
 */
export const StationPage = ({ site, station, signedOut, refuse }: Props): ReactNode => {
  const tablet = tabletJournal();
  const { journal } = tablet;
  const { snapshot, storageFails } = useSnapshot(journal);
  const guide = useGuide(journal, site);
  const publicUrl = useSettings(site).known?.value.publicUrl;
  const known = snapshot?.device.tablet;
  const stays = known?.site === site && known.station === station;
  const here = guide?.stations.find(({ code }) => code === station);
  const exists = guide ? here !== undefined : stays;
  const allowed = !signedOut || known !== undefined;
  const takesPlace = exists && allowed;
  useWakeLock();

  useEffect(() => {
    if (!takesPlace) return;
    const origins = publicUrl ? { origins: [new URL(publicUrl).origin] } : {};
    becomeTablet(journal, { site, station, ...origins }).catch((problem: unknown) =>
      console.error(problem),
    );
  }, [journal, takesPlace, site, station, publicUrl]);

  const remembered = known?.origins;
  const place = useMemo(
    () => ({ site, station, origins: [location.origin, ...(remembered ?? [])] }),
    [site, station, remembered],
  );
  const { answer, read, sounds, toggleSound } = useAnswers(tablet, place);

  if (!snapshot) return null;
  if (!allowed) return refuse;
  const query = `?site=${site}`;
  if (guide && !here) {
    return (
      <main className="station" id="content">
        <Notice meaning="overdue" title="This site has no station of this name.">
          <p>
            <a href={`/staff/station${query}`}>Choose the station</a>
          </p>
        </Notice>
      </main>
    );
  }
  return (
    <main className="station" id="content">
      <h1 className="visually-hidden">Station {here?.label ?? labelFromCode(station)}</h1>
      <AnswerPanel
        answer={answer}
        nameIn={(language) =>
          readSiteWording(here?.label ?? labelFromCode(station), here?.labels, language)
        }
      />
      <div className="station-side">
        {takesPlace ? (
          <CameraView words={en.camera} onRead={(text) => void read(text)} buttonClass="button" />
        ) : (
          <p role="status">Loading the site’s stations. This needs the network once.</p>
        )}
        <TabletState tablet={tablet} snapshot={snapshot} storageFails={storageFails} />
        {(signedOut || known?.signedOut) && (
          <Notice meaning="soon" title="Please sign in again on this tablet.">
            <p>
              Scans are still recorded and sent. Until somebody signs in, the server does not know
              what waits here. Open the link that <code>npm run sign-in</code> prints.
            </p>
          </Notice>
        )}
        <StationCounts site={site} station={station} tally={known?.tally} />
        <div className="button-row">
          <button type="button" className="button" onClick={toggleSound}>
            {sounds ? "Turn sound off" : "Turn sound on"}
          </button>
          <a className="button" href={`/staff/station${query}`}>
            Leave this station
          </a>
        </div>
      </div>
    </main>
  );
};
