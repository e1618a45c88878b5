import type { HiddenFigures } from "../../hidden-figures.ts";
import type { Station } from "../../station.ts";

/**
 * An attacker who knows how the figures hang together and nothing of how they were hidden. Every
 * hidden count is an unknown number from 0 up; every identity and every "not more than" narrows it.
 */
export interface Unknowns {
  /** Σ sign × value = 0. */
  equations: [name: string, sign: number][][];
  /** What is shown. */
  known: Map<string, number>;
  /** Hidden counts of rows that would not be there without a visit. */
  atLeastOne: Set<string>;
}

/** Between what bounds each count must lie, and which of them are determined. */
export const attack = ({ equations, known, atLeastOne }: Unknowns) => {
  const low = new Map(known);
  const high = new Map(known);
  const lowOf = (name: string) => low.get(name) ?? (atLeastOne.has(name) ? 1 : 0);
  const highOf = (name: string) => high.get(name) ?? Number.POSITIVE_INFINITY;
  for (let changed = true, rounds = 0; changed && rounds < 200; rounds++) {
    changed = false;
    for (const equation of equations) {
      for (const [name, sign] of equation) {
        let least = 0;
        let most = 0;
        for (const [other, otherSign] of equation) {
          if (other === name) continue;
          // sign × value = −Σ others
          const [a, b] = [-otherSign * sign * lowOf(other), -otherSign * sign * highOf(other)];
          least += Math.min(a, b);
          most += Math.max(a, b);
        }
        if (least > lowOf(name)) {
          low.set(name, least);
          changed = true;
        }
        if (most < highOf(name)) {
          high.set(name, most);
          changed = true;
        }
      }
    }
  }
  return { lowOf, highOf, determined: eliminate(equations, known) };
};

/** The unknowns that linear algebra alone determines: Gauss–Jordan over the rationals (as doubles). */
const eliminate = (
  equations: Unknowns["equations"],
  known: ReadonlyMap<string, number>,
): Set<string> => {
  const names = [...new Set(equations.flat().map(([name]) => name))].filter(
    (name) => !known.has(name),
  );
  const rows = equations.map((equation) => {
    const row = new Map<string, number>();
    for (const [name, sign] of equation) {
      if (!known.has(name)) row.set(name, (row.get(name) ?? 0) + sign);
    }
    return row;
  });
  const pivots = new Map<string, Map<string, number>>();
  for (const name of names) {
    const pivot = rows.find(
      (row) => Math.abs(row.get(name) ?? 0) > 1e-9 && ![...pivots.values()].includes(row),
    );
    if (!pivot) continue;
    pivots.set(name, pivot);
    const scale = pivot.get(name) as number;
    for (const [other, value] of pivot) pivot.set(other, value / scale);
    for (const row of rows) {
      const factor = row.get(name) ?? 0;
      if (row === pivot || Math.abs(factor) < 1e-9) continue;
      for (const [other, value] of pivot) {
        const next = (row.get(other) ?? 0) - factor * value;
        if (Math.abs(next) < 1e-9) row.delete(other);
        else row.set(other, next);
      }
    }
  }
  return new Set([...pivots].filter(([, row]) => row.size === 1).map(([name]) => name));
};

/** What an attacker can write down of shown figures; true figures only fill in what is shown. */
export const writeDown = (
  shown: HiddenFigures,
  all: readonly Station[],
  exact: boolean,
): Unknowns => {
  const known = new Map<string, number>();
  const equations: Unknowns["equations"] = [];
  const atLeastOne = new Set<string>();
  const tell = (name: string, n: number | null | undefined) => {
    if (n !== null && n !== undefined) known.set(name, n);
  };
  /** With unknown times, some visits are missing from the sum: an unknown more. */
  const sum = (total: string, parts: string[], isExact: boolean) => {
    const rest: [string, number][] = isExact ? [] : [[`rest of ${total} ${equations.length}`, 1]];
    equations.push([[total, -1], ...parts.map((part): [string, number] => [part, 1]), ...rest]);
  };
  for (const name of ["visits", "scans", "completed", "abandoned", "open"] as const) {
    tell(name, shown[name]);
  }
  tell("finished", shown.durationSeconds.n);
  tell("counted", shown.durationWithUnfinished.n);
  tell("counted completed", shown.durationWithUnfinished.completed);
  for (const [hour, n] of Object.entries(shown.arrivalsByHour)) tell(`hour ${hour}`, n);
  for (const { code, n } of shown.reasons) tell(`reason ${code}`, n);
  for (const { code, n } of shown.dwell) tell(`dwell ${code}`, n);
  for (const { code } of shown.reasons) atLeastOne.add(`reason ${code}`);
  for (const { code } of shown.dwell) atLeastOne.add(`dwell ${code}`);
  for (const { fromCode, toCode, n } of shown.transitions) tell(`step ${fromCode} ${toCode}`, n);
  for (const { code, visits: n, missed, repeated } of shown.steps) {
    tell(`passed ${code}`, n);
    tell(`missed ${code}`, missed);
    tell(`repeated ${code}`, repeated);
  }
  const { withoutEntrance, withoutExit, singleScan } = shown.quality;
  tell("without entrance", withoutEntrance);
  tell("without exit", withoutExit);
  tell("single", singleScan);

  sum("visits", ["completed", "abandoned", "open"], true);
  sum("visits", ["finished", "open"], exact);
  sum("visits", ["counted"], exact);
  sum("completed", ["counted completed"], exact);
  sum(
    "visits",
    Object.keys(shown.arrivalsByHour).map((hour) => `hour ${hour}`),
    exact,
  );
  sum(
    "visits",
    shown.reasons.map(({ code }) => `reason ${code}`),
    true,
  );
  sum("scans", ["visits", ...shown.dwell.map(({ code }) => `dwell ${code}`)], exact);
  const codes = all.map(({ code }) => code);
  for (const { code } of shown.dwell) {
    sum(
      `dwell ${code}`,
      codes.map((to) => `step ${code} ${to}`),
      true,
    );
  }
  const [entrance, ...entrances] = all.filter(({ kind }) => kind === "entrance");
  if (entrance && entrances.length === 0) {
    sum("visits", ["without entrance", `passed ${entrance.code}`], true);
  }
  const [exit, ...exits] = all.filter(({ kind }) => kind === "exit");
  if (exit && exits.length === 0) {
    sum("visits", ["without exit", `passed ${exit.code}`], true);
    sum("without exit", [`missed ${exit.code}`, "abandoned", "open"], true);
  }
  for (const code of codes) {
    sum("visits", [`passed ${code}`, `did not pass ${code}`], true);
    sum(`passed ${code}`, [`repeated ${code}`, `passed once ${code}`], true);
    sum("completed", [`missed ${code}`, `completed and passed ${code}`], true);
    sum(`passed ${code}`, [`completed and passed ${code}`, `unfinished and passed ${code}`], true);
  }
  // Shown paths are a part of everything they pass.
  for (const [index, { n }] of shown.paths.entries()) tell(`path ${index}`, n);
  const paths = shown.paths.map(({ codes: path }, index) => ({ path, name: `path ${index}` }));
  const isAll = shown.distinctPaths === shown.paths.length;
  sum(
    "visits",
    paths.map(({ name }) => name),
    isAll,
  );
  for (const code of codes) {
    const through = paths.filter(({ path }) => path.includes(code)).map(({ name }) => name);
    const past = paths.filter(({ path }) => !path.includes(code)).map(({ name }) => name);
    sum(`passed ${code}`, through, isAll);
    sum(`did not pass ${code}`, past, isAll);
    for (const to of codes) {
      const steps = paths.flatMap(({ path, name }) =>
        path.flatMap((from, at) => (from === code && path[at + 1] === to ? name : [])),
      );
      sum(`step ${code} ${to}`, steps, isAll && exact);
    }
  }
  return { equations, known, atLeastOne };
};
