import type { Sites } from "@throughline/shared/api.ts";
import type { ReactNode } from "react";
import { Link, useLocation, useSearch } from "wouter";
import { findPage, pageGroups } from "./pages.ts";
import { SignOut } from "./sign-out.tsx";
import { UpdateOffer } from "./update-offer.tsx";

interface Props {
  sites: Sites["sites"];
  site: string | undefined;
  children: ReactNode;
}

/** What stands around every page: where one is, where one can go, and the way out. */
export const Shell = ({ sites, site, children }: Props): ReactNode => {
  const [path] = useLocation();
  const here = findPage(path);
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
        <Nav
          label="Parts"
          links={pageGroups.map(({ name, pages }) => ({ name, path: pages[0]?.path ?? "" }))}
          current={here?.group.name}
          query={query}
        />
        <div className="masthead-end">
          {sites.length > 1 && <SitePicker sites={sites} site={site} />}
          <SignOut />
        </div>
        {here && here.group.pages.length > 1 && (
          <div className="subnav">
            <Nav
              label={`Pages of ${here.group.name}`}
              links={here.group.pages}
              current={here.page.name}
              query={query}
            />
          </div>
        )}
      </header>
      <main id="content" tabIndex={-1}>
        <UpdateOffer />
        {children}
      </main>
    </>
  );
};

interface NavProps {
  label: string;
  links: readonly { name: string; path: string }[];
  /** The name of the link to where one is. */
  current: string | undefined;
  query: string;
}

const Nav = ({ label, links, current, query }: NavProps) => {
  const [here] = useLocation();
  return (
    <nav aria-label={label}>
      <ul className="nav">
        {links.map(({ name, path }) => {
          const isCurrent = name === current && (path === here ? "page" : true);
          return (
            <li key={path}>
              <Link href={`${path}${query}`} aria-current={isCurrent || undefined}>
                {name}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
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
