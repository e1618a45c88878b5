import type { SiteSettings } from "@throughline/shared/site.ts";
import type { Station } from "@throughline/shared/station.ts";

/** Settings while they are edited: numbers as they are typed, and rows that know each other. */
export interface Draft {
  name: string;
  timeZone: string;
  visitLimitHours: string;
  /** Empty: kept for ever. */
  retentionDays: string;
  openingHours: (Row & { weekday: number; opens: string; closes: string })[];
  stations: StationRow[];
  reasons: CodedRow[];
  /** `minPercent` is empty where no share is asked for. */
  targets: (Row & { from: string; to: string; minutes: string; minPercent: string })[];
}

/** `key` lasts while a row is moved and edited. */
export interface Row {
  key: string;
}

/** A new row's code follows its label; a saved one's is fixed, for scans and posters carry it. */
export interface CodedRow extends Row {
  code: string;
  label: string;
  labels: Record<string, string>;
  retired: boolean;
  isNew: boolean;
}

export interface StationRow extends CodedRow {
  kind: Station["kind"];
}

/** A time picker has no 24:00; it says 00:00 for the end of the day. */
const END_OF_DAY = "24:00";
const MIDNIGHT = "00:00";

const codedRow = (item: {
  code: string;
  label: string;
  labels?: Record<string, string> | undefined;
  retired?: boolean | undefined;
}): CodedRow => ({
  key: item.code,
  code: item.code,
  label: item.label,
  labels: { ...item.labels },
  retired: item.retired ?? false,
  isNew: false,
});

export const toDraft = (settings: SiteSettings): Draft => ({
  name: settings.name,
  timeZone: settings.timeZone,
  visitLimitHours: String(settings.visitLimitHours),
  retentionDays: settings.retentionDays === null ? "" : String(settings.retentionDays),
  openingHours: settings.openingHours.map(({ weekday, opens, closes }, index) => ({
    key: `${index}`,
    weekday,
    opens,
    closes: closes === END_OF_DAY ? MIDNIGHT : closes,
  })),
  stations: settings.stations.map((station) => ({ ...codedRow(station), kind: station.kind })),
  reasons: settings.reasons.map(codedRow),
  targets: settings.targets.map(({ from, to, seconds, minPercent }, index) => ({
    key: `${index}`,
    from,
    to,
    minutes: String(Math.round((seconds / 60) * 100) / 100),
    minPercent: minPercent === undefined ? "" : String(minPercent),
  })),
});

/** NaN for what is no number at all, so that the schema refuses it. */
const toNumber = (text: string) => (text.trim() === "" ? Number.NaN : Number(text));

const coded = ({ code, label, labels, retired }: CodedRow) => {
  const filled = Object.entries(labels).filter(([, text]) => text.trim() !== "");
  return {
    code,
    label,
    ...(filled.length > 0 && { labels: Object.fromEntries(filled) }),
    ...(retired && { retired }),
  };
};

/** The settings that a draft means, in the draft's order. Not checked: the schema does that. */
export const fromDraft = (draft: Draft): SiteSettings => ({
  name: draft.name,
  timeZone: draft.timeZone,
  visitLimitHours: toNumber(draft.visitLimitHours),
  retentionDays: draft.retentionDays.trim() === "" ? null : toNumber(draft.retentionDays),
  openingHours: draft.openingHours.map(({ weekday, opens, closes }) => ({
    weekday,
    opens,
    closes: closes === MIDNIGHT ? END_OF_DAY : closes,
  })),
  stations: draft.stations.map((row) => ({ ...coded(row), kind: row.kind })),
  reasons: draft.reasons.map(coded),
  targets: draft.targets.map(({ from, to, minutes, minPercent }) => ({
    from,
    to,
    seconds: Math.round(toNumber(minutes) * 60),
    ...(minPercent.trim() !== "" && { minPercent: toNumber(minPercent) }),
  })),
});
