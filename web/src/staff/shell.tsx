import type { Sites } from "@throughline/shared/api.ts";
import { type ReactNode, useState } from "react";
import { Link, useLocation, useSearch } from "wouter";
import { signOut } from "../cache/session.ts";
import { Notice } from "../ui/notice.tsx";
import { UpdateOffer } from "./update-offer.tsx";

const pages = [
  { path: "/staff/flow", name: "Flow" },
  { path: "/staff/board", name: "Board" },
  { path: "/staff/posters", name: "Posters" },
  { path: "/staff/slips", name: "Slips" },
  { path: "/staff/station", name: "Station" },
  { path: "/staff/settings", name: "Settings" },
];

interface Props {
  sites: Sites["sites"];
  site: string | undefined;
  children: ReactNode;
}

/** What stands around every page: where one is, where one can go, and the way out. */
export const Shell = ({ sites, site, children }: Props): ReactNode => {
  const [path] = useLocation();
  const query = site && sites.length > 1 ? `?site=${site}` : "";
  return (
    <>
      <a className="skip-link" href="#content">
        Skip to the content
      </a>
      <header className="masthead">
        <Link className="wordmark" href={`/staff/flow${query}`}>
          Throughline
        </Link>
        <nav aria-label="Pages">
          <ul className="nav">
            {pages.map((page) => (
              <li key={page.path}>
                <Link
                  href={`${page.path}${query}`}
                  aria-current={path === page.path ? "page" : undefined}
                >
                  {page.name}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <div className="masthead-end">
          {sites.length > 1 && <SitePicker sites={sites} site={site} />}
          <SignOut />
        </div>
      </header>
      <main id="content" tabIndex={-1}>
        <UpdateOffer />
        {children}
      </main>
    </>
  );
};

const SitePicker = ({ sites, site }: Pick<Props, "sites" | "site">) => {
  const [path, navigate] = useLocation();
  const search = useSearch();
  const show = (next: string) => {
    const params = new URLSearchParams(search);
    params.set("site", next);
    navigate(`${path}?${params}`);
  };
  return (
    <label className="site-picker">
      <span className="visually-hidden">Site</span>
      <select value={site ?? ""} onChange={({ target }) => show(target.value)}>
        {!site && <option value="">Choose a site</option>}
        {sites.map((item) => (
          <option key={item.site} value={item.site}>
            {item.name}
          </option>
        ))}
      </select>
    </label>
  );
};

const SignOut = () => {
  const [failed, setFailed] = useState(false);
  return (
    <>
      <button
        type="button"
        className="button button-quiet"
        onClick={async () => setFailed(!(await signOut()))}
      >
        Sign out
      </button>
      {failed && (
        <Notice meaning="overdue" title="You are still signed in." urgent>
          <p>The server cannot be reached. Try again when it can.</p>
        </Notice>
      )}
    </>
  );
};
