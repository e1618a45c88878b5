import { canonicalCode, MAIN_SITE } from "@throughline/shared/station-code.ts";
import { lazy, type ReactNode, Suspense } from "react";
import { Link, Redirect, Route, Switch, useLocation, useRoute, useSearch } from "wouter";
import { useSignedOut } from "../cache/session.ts";
import { useSettings, useSites } from "../cache/sites.ts";
import { FailureNotice } from "../ui/failure-notice.tsx";
import { wardOf } from "../ward/ward-address.ts";
import { currentSite } from "./current-site.ts";
import { Shell } from "./shell.tsx";
import { SignedOut } from "./signed-out.tsx";
import { useUpdate } from "./update-offer.tsx";
import { usePageTitle } from "./use-page-title.ts";

const FlowPage = lazy(async () => ({ default: (await import("../flow/flow-page.tsx")).FlowPage }));
const BoardPage = lazy(async () => ({
  default: (await import("../board/board-page.tsx")).BoardPage,
}));
const PostersPage = lazy(async () => ({
  default: (await import("../posters/posters-page.tsx")).PostersPage,
}));
const ReportPage = lazy(async () => ({
  default: (await import("../flow/report-page.tsx")).ReportPage,
}));
const PatientsPage = lazy(async () => ({
  default: (await import("../patients/patients-page.tsx")).PatientsPage,
}));
const PatientPage = lazy(async () => ({
  default: (await import("../patients/patient-page.tsx")).PatientPage,
}));
const RecordsPage = lazy(async () => ({
  default: (await import("../patients/records-page.tsx")).RecordsPage,
}));
const FiguresPage = lazy(async () => ({
  default: (await import("../alerts/figures-page.tsx")).FiguresPage,
}));
const AccessPage = lazy(async () => ({
  default: (await import("../access/access-page.tsx")).AccessPage,
}));
const BacktestPage = lazy(async () => ({
  default: (await import("../backtest/backtest-page.tsx")).BacktestPage,
}));
const SettingsPage = lazy(async () => ({
  default: (await import("../settings/settings-page.tsx")).SettingsPage,
}));

const WardsPage = lazy(async () => ({
  default: (await import("../ward/wards-page.tsx")).WardsPage,
}));
const WardPage = lazy(async () => ({ default: (await import("../ward/ward-page.tsx")).WardPage }));
const WallScreen = lazy(async () => ({
  default: (await import("../ward/wall-screen.tsx")).WallScreen,
}));
const WardSettingsPage = lazy(async () => ({
  default: (await import("../settings/wards/ward-settings-page.tsx")).WardSettingsPage,
}));
const FeedsPage = lazy(async () => ({
  default: (await import("../settings/feeds/feeds-page.tsx")).FeedsPage,
}));
const UploadsPage = lazy(async () => ({
  default: (await import("../uploads/uploads-page.tsx")).UploadsPage,
}));
const SlipsPage = lazy(async () => ({
  default: (await import("../slips/slips-page.tsx")).SlipsPage,
}));
const ChooseStation = lazy(async () => ({
  default: (await import("../station/choose-station.tsx")).ChooseStation,
}));
const StationPage = lazy(async () => ({
  default: (await import("../station/station-page.tsx")).StationPage,
}));

/**
 * The staff's pages; a station's tablet stands apart, for patients see it and it never stops, and so
 * does a ward's wall screen, which has no room for anything else.
 */
export const App = (): ReactNode => {
  const signedOut = useSignedOut();
  const search = useSearch();
  const [atStation, place] = useRoute("/staff/station/:station");
  const [onWard] = useRoute("/staff/ward/*");
  const update = useUpdate();
  usePageTitle();
  const params = new URLSearchParams(search);
  const site = params.get("site") || MAIN_SITE;
  if (onWard && !signedOut && params.get("screen") === "wall") {
    return (
      <Suspense fallback={<p className="quiet">Loading…</p>}>
        <WallScreen site={canonicalCode(site)} ward={wardOf(location.pathname)} onUpdate={update} />
      </Suspense>
    );
  }
  if (!atStation) return signedOut ? <SignedOut /> : <Pages />;
  return (
    <Suspense fallback={<p className="quiet">Loading…</p>}>
      <StationPage
        site={canonicalCode(site)}
        station={canonicalCode(place.station)}
        signedOut={signedOut}
        refuse={<SignedOut />}
      />
    </Suspense>
  );
};

const Pages = () => {
  const sites = useSites();
  const search = useSearch();
  const site = currentSite(search, sites.known?.value.sites ?? []);
  return (
    <Shell sites={sites.known?.value.sites ?? []} site={site}>
      {sites.failure && !sites.known && (
        <FailureNotice failure={sites.failure} onRetry={sites.reload} />
      )}
      {sites.known && !site && (
        <>
          <div className="page-head">
            <h1>There is no site with this name</h1>
          </div>
          <p>Check the address, or go to one that is there:</p>
          <ul className="plain-list">
            {sites.known.value.sites.map((known) => (
              <li key={known.site}>
                <Link className="row-link" href={`/staff/flow?site=${known.site}`}>
                  <bdi>{known.name}</bdi>
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
      {site && <SitePages site={site} reloadSites={sites.reload} />}
    </Shell>
  );
};

const SitePages = ({ site, reloadSites }: { site: string; reloadSites: () => void }) => {
  const [path] = useLocation();
  const settings = useSettings(site);
  if (settings.failure && !settings.known) {
    return <FailureNotice failure={settings.failure} onRetry={settings.reload} />;
  }
  if (!settings.known) return <p className="quiet">Loading…</p>;
  const known = settings.known.value;
  const reload = () => {
    settings.reload();
    reloadSites();
  };
  return (
    <Suspense key={path} fallback={<p className="quiet">Loading…</p>}>
      <Switch>
        <Route path="/staff/flow">
          <FlowPage site={site} settings={known} />
        </Route>
        <Route path="/staff/report">
          <ReportPage site={site} settings={known} />
        </Route>
        <Route path="/staff/board">
          <BoardPage site={site} settings={known} />
        </Route>
        <Route path="/staff/posters">
          <PostersPage site={site} settings={known} />
        </Route>
        <Route path="/staff/slips">
          <SlipsPage site={site} settings={known} />
        </Route>
        <Route path="/staff/station">
          <ChooseStation site={site} settings={known} />
        </Route>
        <Route path="/staff/wards">
          <WardsPage site={site} timeZone={known.settings.timeZone} />
        </Route>
        <Route path="/staff/ward/*">
          <WardPage site={site} ward={wardOf(location.pathname)} />
        </Route>
        <Route path="/staff/patients">
          <PatientsPage site={site} settings={known} />
        </Route>
        <Route path="/staff/patients/*">
          <PatientPage site={site} settings={known} />
        </Route>
        <Route path="/staff/records">
          <RecordsPage site={site} settings={known} />
        </Route>
        <Route path="/staff/uploads">
          <UploadsPage site={site} settings={known} />
        </Route>
        <Route path="/staff/access">
          <AccessPage site={site} settings={known} />
        </Route>
        <Route path="/staff/backtest">
          <BacktestPage site={site} settings={known} />
        </Route>
        <Route path="/staff/alerts">
          <FiguresPage site={site} settings={known} />
        </Route>
        <Route path="/staff/settings/wards">
          <WardSettingsPage site={site} timeZone={known.settings.timeZone} />
        </Route>
        <Route path="/staff/settings/feeds">
          <FeedsPage site={site} timeZone={known.settings.timeZone} />
        </Route>
        <Route path="/staff/settings">
          <SettingsPage key={site} site={site} loaded={known} onSaved={reload} />
        </Route>
        <Route>
          <Redirect to="/staff/flow" replace />
        </Route>
      </Switch>
    </Suspense>
  );
};
