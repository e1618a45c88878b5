/**
 * Every key of the flow table. Ids are percent-encoded, so that `#` always separates; whatever
 * stands in a key was fixed once and never changes.
 */
export interface Key {
  pk: string;
  sk: string;
}

const encode = encodeURIComponent;
const sitePk = (site: string) => `SITE#${encode(site)}`;
const dayPk = (site: string, day: string) => `${sitePk(site)}#DAY#${encode(day)}`;

export const keys = {
  dayPartition: dayPk,
  visitPrefix: (visitId: string) => `VISIT#${encode(visitId)}#`,
  event: (site: string, day: string, visitId: string, eventId: string): Key => ({
    pk: dayPk(site, day),
    sk: `VISIT#${encode(visitId)}#${encode(eventId)}`,
  }),
  generation: (site: string, day: string): Key => ({ pk: dayPk(site, day), sk: "GENERATION" }),
  summaryPartition: (site: string) => `${sitePk(site)}#SUMMARY`,
  summary: (site: string, day: string): Key => ({
    pk: `${sitePk(site)}#SUMMARY`,
    sk: `DAY#${encode(day)}`,
  }),
  sitePartition: sitePk,
  settings: (site: string): Key => ({ pk: sitePk(site), sk: "SETTINGS" }),
  guide: (site: string): Key => ({ pk: sitePk(site), sk: "GUIDE" }),
  guideNews: (site: string): Key => ({ pk: sitePk(site), sk: "GUIDE-NEWS" }),
  usedStation: (site: string, code: string): Key => ({
    pk: sitePk(site),
    sk: `USED#${encode(code)}`,
  }),
  attendance: (site: string, day: string): Key => ({
    pk: sitePk(site),
    sk: `ATTENDANCE#${encode(day)}`,
  }),
  caseDay: (site: string, visitId: string): Key => ({
    pk: `${sitePk(site)}#CASE#${encode(visitId)}`,
    sk: "DAY",
  }),
  splitVisit: (site: string, day: string, visitId: string): Key => ({
    pk: sitePk(site),
    sk: `SPLIT#${encode(day)}#${encode(visitId)}`,
  }),
  /** What a day's answer always looks at stands together, so that one query reads it. */
  tablet: (site: string, id: string): Key => ({
    pk: sitePk(site),
    sk: `MARK#TABLET#${encode(id)}`,
  }),
  anySplitVisit: (site: string): Key => ({ pk: sitePk(site), sk: "MARK#SPLIT" }),
  longVisits: (site: string, day: string): Key => ({
    pk: sitePk(site),
    sk: `MARK#LONG#${encode(day)}`,
  }),
  sites: "SITES",
  listedSite: (site: string): Key => ({ pk: "SITES", sk: `SITE#${encode(site)}` }),
  expiryPartition: (site: string) => `${sitePk(site)}#EXPIRY`,
  expiry: (site: string, expiryDay: string, day: string): Key => ({
    pk: `${sitePk(site)}#EXPIRY`,
    sk: `${encode(expiryDay)}#${encode(day)}`,
  }),
};

/** The sort-key prefixes under which one aggregate's items stand together. */
export const prefixes = {
  visit: "VISIT#",
  usedStation: "USED#",
  splitVisit: "SPLIT#",
  mark: "MARK#",
  attendance: "ATTENDANCE#",
  day: "DAY#",
  site: "SITE#",
} as const;

/** An id that stands in a key: its part number `index`, from 0. */
export const idInKey = (key: string, index: number): string =>
  decodeURIComponent(key.split("#")[index] ?? "");
