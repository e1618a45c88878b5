import { AppError } from "@throughline/shared/errors.ts";
import type { Reason, SiteSettings, StoredSettings } from "@throughline/shared/site.ts";
import type { Station } from "@throughline/shared/station.ts";
import { codeFromLabel, labelFromCode } from "@throughline/shared/station-code.ts";
import type { OperationDeps } from "../deps.ts";

/** As many as the settings allow. */
export const MAX_STATIONS = 200;
const MAX_REASONS = 50;
const MAX_CODE_LENGTH = 40;
const ATTEMPTS = 5;

/** A station of a log: found by its code if it has one, else by its exact label. */
export interface WantedStation {
  label: string;
  code?: string | undefined;
  /** For a new one; `service` where nobody says. */
  kind?: Station["kind"] | undefined;
}

/** Labels, compared without case, of the stations that are entrances and exits. */
export interface KindsByLabel {
  entrance?: string | undefined;
  exit?: string | undefined;
}

export interface Wanted extends KindsByLabel {
  stations: readonly WantedStation[];
  reasons: readonly Pick<Reason, "code" | "label">[];
}

/**
 * Makes sure that every station and reason of a log is in the settings, and that the named stations
 * are entrances and exits. Returns the settings and the labels of the stations that were added;
 * what is beyond 200 stations or 50 reasons is left out. Throws `VERSION_CONFLICT` when others keep
 * saving in between.
 */
export const extendSettings = async (
  { store }: Pick<OperationDeps, "store">,
  site: string,
  wanted: Wanted,
): Promise<{ settings: StoredSettings; created: string[] }> => {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const current = await store.settings.readFresh(site);
    if (!current) throw new AppError("UNKNOWN_SITE");
    const { version, ...settings } = current;
    const { stations, created, changed } = withStations(settings, wanted);
    const reasons = withReasons(settings, wanted);
    if (!changed && reasons.length === settings.reasons.length) {
      return { settings: current, created };
    }
    const saved = await store.settings.save(site, version, { ...settings, stations, reasons });
    if (saved !== "conflict") return { settings: saved, created };
  }
  throw new AppError("VERSION_CONFLICT");
};

const withStations = ({ stations }: Pick<SiteSettings, "stations">, wanted: Wanted) => {
  const labels = new Set(stations.map(({ label }) => label));
  const codes = new Set(stations.map(({ code }) => code));
  const created: string[] = [];
  const all: Station[] = stations.map((station) => ({
    ...station,
    kind: kindOf(station.label, wanted) ?? station.kind,
  }));
  for (const { label, code, kind } of wanted.stations) {
    const known = code === undefined ? labels.has(label) : codes.has(code);
    if (known || all.length >= MAX_STATIONS) continue;
    const station: Station = {
      code: code ?? uniqueCode(label, codes),
      label,
      kind: kindOf(label, wanted) ?? kind ?? "service",
    };
    codes.add(station.code);
    labels.add(label);
    created.push(label);
    all.push(station);
  }
  const changed =
    created.length > 0 || stations.some(({ kind }, index) => kind !== all[index]?.kind);
  return { stations: all, created, changed };
};

/** A reason that is asked for without a label is one by its code alone. */
const withReasons = ({ reasons }: Pick<SiteSettings, "reasons">, wanted: Wanted): Reason[] => {
  const all = [...reasons];
  for (const { code, label } of wanted.reasons) {
    if (all.length >= MAX_REASONS || all.some((reason) => reason.code === code)) continue;
    all.push({ code, label: label || labelFromCode(code) });
  }
  return all;
};

const kindOf = (label: string, { entrance, exit }: KindsByLabel): Station["kind"] | undefined => {
  if (isSameLabel(label, exit)) return "exit";
  return isSameLabel(label, entrance) ? "entrance" : undefined;
};

const isSameLabel = (label: string, other: string | undefined) =>
  other !== undefined && label.toLowerCase() === other.trim().toLowerCase();

/** The label's own code, or with the first number after it that is free. */
const uniqueCode = (label: string, taken: ReadonlySet<string>) => {
  const plain = codeFromLabel(label);
  let code = plain;
  for (let number = 2; taken.has(code); number++) {
    const ending = `-${number}`;
    code = plain.slice(0, MAX_CODE_LENGTH - ending.length).replace(/-+$/, "") + ending;
  }
  return code;
};
