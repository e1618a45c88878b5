import { useLiveQuery } from "dexie-react-hooks";
import { listAnswers } from "./answers.ts";

/** The days of a site whose whole figures this browser keeps, the latest first. */
export const useKnownDays = (site: string): string[] =>
  useLiveQuery(() => findKnownDays(site).catch(() => []), [site]) ?? [];

/** See `useKnownDays`; figures of some visits only are left out. */
export const findKnownDays = async (site: string): Promise<string[]> => {
  const prefix = `/sites/${site}/flow/days/`;
  const urls = await listAnswers(prefix);
  return urls
    .map((url) => url.slice(prefix.length))
    .filter((rest) => !rest.includes("?"))
    .sort()
    .reverse();
};
