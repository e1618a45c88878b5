import { AppError } from "@throughline/shared/errors.ts";
import type { SiteSettings, StoredSettings } from "@throughline/shared/site.ts";
import type { Station } from "@throughline/shared/station.ts";
import { codeFromLabel } from "@throughline/shared/station-code.ts";
import type { OperationDeps } from "../deps.ts";

/** As many as the settings allow. */
export const MAX_STATIONS = 200;
const MAX_CODE_LENGTH = 40;
const ATTEMPTS = 5;

/** Labels, compared without case, of the stations that are entrances and exits. */
export interface KindsByLabel {
  entrance?: string | undefined;
  exit?: string | undefined;
}

/**
 * Makes sure that each label has a station, by exact label, and that the named ones are entrances
 * and exits. Returns the settings and the labels that were added; labels beyond 200 stations are
 * left out. Throws `VERSION_CONFLICT` when others keep saving in between.
 */
export const addStations = async (
  { store }: Pick<OperationDeps, "store">,
  site: string,
  labels: ReadonlySet<string>,
  kinds: KindsByLabel,
): Promise<{ settings: StoredSettings; created: string[] }> => {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const current = await store.settings.readFresh(site);
    if (!current) throw new AppError("UNKNOWN_SITE");
    const { version, ...settings } = current;
    const { stations, created, changed } = withStations(settings, labels, kinds);
    if (!changed) return { settings: current, created };
    const saved = await store.settings.save(site, version, { ...settings, stations });
    if (saved !== "conflict") return { settings: saved, created };
  }
  throw new AppError("VERSION_CONFLICT");
};

const withStations = (
  { stations }: Pick<SiteSettings, "stations">,
  labels: ReadonlySet<string>,
  kinds: KindsByLabel,
) => {
  const known = new Set(stations.map(({ label }) => label));
  const codes = new Set(stations.map(({ code }) => code));
  const created: string[] = [];
  const all: Station[] = stations.map((station) => ({
    ...station,
    kind: kindOf(station.label, kinds) ?? station.kind,
  }));
  for (const label of labels) {
    if (known.has(label) || all.length >= MAX_STATIONS) continue;
    const code = uniqueCode(label, codes);
    codes.add(code);
    created.push(label);
    all.push({ code, label, kind: kindOf(label, kinds) ?? "service" });
  }
  const changed =
    created.length > 0 || stations.some(({ kind }, index) => kind !== all[index]?.kind);
  return { stations: all, created, changed };
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
