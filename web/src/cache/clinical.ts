/**
 * The address, below `/api/v1`, of a clinical endpoint at a site. What is undefined or empty is left
 * out; nothing that tells of a person belongs in `query`, for addresses stand in logs.
 */
export const clinicalPath = (
  site: string,
  path: string,
  query: Readonly<Record<string, string | undefined>> = {},
): string => {
  const params = new URLSearchParams({ site });
  for (const [name, value] of Object.entries(query)) if (value) params.set(name, value);
  return `${path}?${params}`;
};
