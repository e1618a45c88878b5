import { type AlertChange, sinceOfEpisode } from "@throughline/shared/alert.ts";
import { wardKey } from "@throughline/shared/ward.ts";

const HOUR_MS = 3_600_000;

/**
 * What leaves the server about alerts, in words. A ward, a bed and hours: nobody's name or number is
 * ever among them.
 */

type About = Pick<AlertChange, "ward" | "bed" | "episode">;

/** Whole hours without a test at an instant. */
export const hoursWithout = ({ episode }: Pick<AlertChange, "episode">, at: string): number =>
  Math.max(0, Math.floor((Date.parse(at) - Date.parse(sinceOfEpisode(episode))) / HOUR_MS));

/** `4B`, or where those without a ward are. */
export const placeOf = (ward: string): string => ward || "no ward";

const bedOf = ({ ward, bed }: About): string =>
  `${bed ? `Bed ${bed}` : "A patient without a bed"} on ${placeOf(ward)}`;

export const plural = (count: number, one: string): string =>
  `${count} ${count === 1 ? one : `${one}s`}`;

/** `Bed 12 on 4B has had no lab test for 53 hours`. */
export const overdueText = (about: About, at: string): string =>
  `${bedOf(about)} has had no lab test for ${plural(hoursWithout(about, at), "hour")}`;

/** `12 beds on 4B have had no lab test for 48 hours`. */
export const overdueBedsText = (count: number, ward: string, thresholdHours: number): string =>
  `${count} beds on ${placeOf(ward)} have had no lab test for ${plural(thresholdHours, "hour")}`;

const changed: Record<AlertChange["what"], string> = {
  opened: "is overdue",
  closed: "is no longer overdue",
  acknowledged: "has been acknowledged",
  snoozed: "has been snoozed",
  "no-tests": "is marked: no tests intended",
  withdrawn: "has had an action taken back",
  reopened: "is open again",
  moved: "is open on its new ward",
  escalated: "has been escalated",
};

export const changedText = ({ what, ...about }: About & Pick<AlertChange, "what">): string =>
  `${bedOf(about)} ${changed[what]}`;

export const changedBedsText = (count: number, ward: string): string =>
  `${plural(count, "bed")} on ${placeOf(ward)} ${count === 1 ? "has" : "have"} changed`;

/** Where the ward can be seen. */
export const wardLink = (publicUrl: string, site: string, ward: string): string =>
  `${publicUrl}/staff/ward/${encodeURIComponent(wardKey(ward))}${queryOf(site)}`;

/** Where all wards of a site can be seen. */
export const wardsLink = (publicUrl: string, site: string): string =>
  `${publicUrl}/staff/wards${queryOf(site)}`;

const queryOf = (site: string) => (site === "main" ? "" : `?site=${encodeURIComponent(site)}`);
