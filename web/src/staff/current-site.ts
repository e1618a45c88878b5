/**
 * The site that the address names, else the one called `main`, else the first. Undefined where
 * there is no site, or the address names one that does not exist.
 */
export const currentSite = (
  search: string,
  sites: readonly { site: string }[],
): string | undefined => {
  const named = new URLSearchParams(search).get("site")?.toLowerCase();
  if (named) return sites.find(({ site }) => site === named)?.site;
  return (sites.find(({ site }) => site === "main") ?? sites[0])?.site;
};
