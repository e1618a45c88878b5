import type { SiteSettings } from "@throughline/shared/site.ts";

/** What the parts of a site's settings are called. */
export const sectionTitles: Record<keyof SiteSettings, string> = {
  name: "Name",
  timeZone: "Time zone",
  visitLimitHours: "Visit limit",
  retentionDays: "How long scans are kept",
  openingHours: "Opening hours",
  stations: "Stations",
  reasons: "Reasons for visit",
  targets: "Targets",
};

type SectionName<Settings> = keyof Settings & string;

/** Equal whatever the order of an object's members. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, item) =>
    typeof item === "object" && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );

/** The sections in which two settings differ. */
export const changedSections = <Settings extends object>(
  before: Settings,
  after: Settings,
): SectionName<Settings>[] =>
  (Object.keys(before) as SectionName<Settings>[]).filter(
    (name) => canonical(before[name]) !== canonical(after[name]),
  );

export interface MergedSettings<Settings> {
  settings: Settings;
  /** What the other one has changed. */
  theirs: SectionName<Settings>[];
  /** What both have changed, and not to the same: mine is in `settings`. */
  both: SectionName<Settings>[];
}

/** Joins two edits of the same settings, section by section; where both changed one, mine stays. */
export const mergeSettings = <Settings extends object>(
  base: Settings,
  mine: Settings,
  theirs: Settings,
): MergedSettings<Settings> => {
  const changedByMe = new Set(changedSections(base, mine));
  const changedByThem = changedSections(base, theirs);
  const different = new Set(changedSections(mine, theirs));
  const settings = { ...theirs };
  for (const name of changedByMe) Object.assign(settings, { [name]: mine[name] });
  return {
    settings,
    theirs: changedByThem,
    both: changedByThem.filter((name) => changedByMe.has(name) && different.has(name)),
  };
};
