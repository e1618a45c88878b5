const folder = "/staff/patients/";

/** The address of a patient's page. An id may hold any character, slashes included. */
export const patientHref = (patientId: string, site: string): string =>
  `${folder}${encodeURIComponent(patientId)}?site=${site}`;

/** The id in a page's path as the browser has it (`location.pathname`); null where there is none. */
export const patientIdOf = (pathname: string): string | null => {
  if (!pathname.startsWith(folder)) return null;
  try {
    return decodeURIComponent(pathname.slice(folder.length)) || null;
  } catch {
    return null;
  }
};
