import type { Source } from "@throughline/shared/source.ts";
import type { OperationDeps } from "../../deps.ts";
import type { SettledAdmission } from "../ward/settle-admission.ts";
import type { KeyFilter } from "./key-filter.ts";
import { remark, type Tally } from "./tally.ts";
import type { Told, ToldBy } from "./told-row.ts";

/** Writes under way at a time for one file. */
export const WRITES_AT_A_TIME = 32;

/** One file being taken in. */
export interface Intake {
  deps: OperationDeps;
  site: string;
  file: ToldBy;
  /**
   * It was begun before and perhaps broken off between a fact and what follows from it: then what
   * follows is made anew for every row, not for the changed ones alone.
   */
  isRepeated: boolean;
  /** Takes note, before `key` is written, since when other files must be read again; see `weighRow`. */
  noteAgain(from: string | null, key: string): Promise<void>;
  /** Keys of which a row said what was known already: it would have to be read again, too. */
  passed: KeyFilter;
  tally: Tally;
  /** Stays whose alerts have changed in this batch: they are told of together. */
  settled: SettledAdmission[];
}

/** Says where a file contradicts itself. `known`: what is stored about the thing that `rows` tell of. */
export const remarkTwins = <T>(
  { tally, file }: Pick<Intake, "tally" | "file">,
  what: string,
  known: { source: Source } | undefined,
  rows: readonly Told<T>[],
): void => {
  const others = [...(known ? [known] : []), ...rows].filter(
    ({ source }) => source.fileId === file.fileId,
  );
  for (const { source } of rows) {
    const twin = others.find((other) => other.source.line < source.line);
    if (!twin) continue;
    remark(
      tally,
      twin.source.sourceAt === source.sourceAt
        ? `More than one row about the same ${what}, of the same time: one of them holds, the same one in whatever order rows and files come.`
        : `More than one row about the same ${what}: the one of the latest updated_at holds.`,
    );
  }
};
