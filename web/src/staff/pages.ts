export interface Page {
  path: string;
  /** As it stands in the navigation. */
  name: string;
  /** Names the browser's tab, where the navigation's word would not do there. */
  title?: string;
}

export interface PageGroup {
  name: string;
  pages: readonly Page[];
}

/** All pages under what they belong to; a group's link leads to its first page. */
export const pageGroups: readonly PageGroup[] = [
  {
    name: "Flow",
    pages: [
      { path: "/staff/flow", name: "Dashboard", title: "Flow" },
      { path: "/staff/report", name: "Report", title: "Weekly report" },
      { path: "/staff/board", name: "Board" },
      { path: "/staff/posters", name: "Posters" },
      { path: "/staff/slips", name: "Slips" },
      { path: "/staff/station", name: "Station" },
    ],
  },
  {
    name: "Ward",
    pages: [
      { path: "/staff/wards", name: "Wards" },
      { path: "/staff/patients", name: "Patients" },
      { path: "/staff/records", name: "Records" },
      { path: "/staff/alerts", name: "Alerts" },
      { path: "/staff/uploads", name: "Files" },
      { path: "/staff/backtest", name: "Backtest" },
    ],
  },
  {
    name: "Settings",
    pages: [
      { path: "/staff/settings", name: "Site", title: "Settings" },
      { path: "/staff/settings/wards", name: "Wards", title: "Ward settings" },
      { path: "/staff/settings/feeds", name: "Feeds" },
      { path: "/staff/access", name: "Access", title: "Who read what" },
    ],
  },
];

/** The page that a path shows or lies below, and its group; undefined for a path of none. */
export const findPage = (path: string): { group: PageGroup; page: Page } | undefined => {
  let found: { group: PageGroup; page: Page } | undefined;
  // One ward lies below all of them, whatever its address says.
  if (path.startsWith("/staff/ward/")) return findPage("/staff/wards");
  for (const group of pageGroups) {
    for (const page of group.pages) {
      if (path !== page.path && !path.startsWith(`${page.path}/`)) continue;
      if (!found || page.path.length > found.page.path.length) found = { group, page };
    }
  }
  return found;
};
