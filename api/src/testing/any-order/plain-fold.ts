import { type AnyFile, at, isSound, nameOf } from "./any-files.ts";

/** The rule in plain words: of all rows about one thing in their order, the first of the last that say the same. */
const lastStatement = <R extends { updated: number | null }>(
  rows: { row: R; asOf: number; file: string; line: number }[],
  says: (row: R) => unknown,
) => {
  const inOrder = rows.toSorted(
    (one, other) =>
      (one.row.updated ?? one.asOf) - (other.row.updated ?? other.asOf) || one.asOf - other.asOf,
  );
  const claim = (index: number) =>
    JSON.stringify([says(inOrder[index]?.row as R), inOrder[index]?.row.updated]);
  let first = inOrder.length - 1;
  while (first > 0 && claim(first - 1) === claim(inOrder.length - 1)) first--;
  return inOrder[first] as (typeof inOrder)[number];
};

/** Everything that the tables must hold in the end, by an independent way. */
export const expectedFacts = (files: readonly AnyFile[], holds: "everything" | "changes") => {
  const stays = new Map<string, ReturnType<typeof pmsRowsOf>>();
  const pmsRowsOf = () =>
    files.flatMap((file, index) =>
      file.kind === "pms"
        ? file.rows.map((row, line) => ({
            row,
            asOf: file.asOf,
            file: nameOf(file, index),
            line: line + 2,
          }))
        : [],
    );
  const lisRows = files.flatMap((file, index) =>
    file.kind === "lis"
      ? file.rows.map((row, line) => ({
          row,
          asOf: file.asOf,
          file: nameOf(file, index),
          line: line + 2,
        }))
      : [],
  );
  const pmsRows = pmsRowsOf();
  const sound = pmsRows.filter(({ row }) => isSound(row));
  for (const one of sound) {
    const key = `${one.row.patient} ${one.row.stay}`;
    stays.set(key, [...(stays.get(key) ?? []), one]);
  }
  const known = [...stays].map(([key, rows]) => {
    const { row, asOf, file, line } = lastStatement(rows, (one) => [
      one.ward,
      one.bed,
      one.status,
      one.admitted,
      one.discharged,
    ]);
    const told = row.updated ?? asOf;
    const firstSeen = Math.min(...rows.map((one) => one.asOf));
    const start = row.admitted ?? firstSeen;
    const end = row.discharged ?? (row.status === "Discharged" ? told : Number.POSITIVE_INFINITY);
    const isActive = row.status !== "Cancelled" && 12 < end;
    // A row that is there and bad is there.
    const here = pmsRows.filter((one) => `${one.row.patient} ${one.row.stay}` === key);
    const last = Math.max(...here.map((one) => one.asOf));
    const without = files.filter(
      (other) => other.kind === "pms" && other.asOf > last && other.rows.some(isSound),
    );
    const missing =
      holds === "everything" && isActive && without.length > 0
        ? Math.min(...without.map((other) => other.asOf))
        : null;
    return { key, row, file, line, start, end, isActive, firstSeen, missing };
  });
  const tests = new Map<string, typeof lisRows>();
  for (const one of lisRows) {
    const key = `${one.row.patient} ${one.row.test}`;
    tests.set(key, [...(tests.get(key) ?? []), one]);
  }
  const holding = [...tests].map(([key, rows]) => ({
    key,
    ...lastStatement(rows, (one) => [one.stay, one.status, one.performed]),
  }));
  const lastOf = (stayKey: string, status: string) => {
    const found = known.find(({ key }) => key === stayKey) as (typeof known)[number];
    const belonging = holding.filter(({ row }) => {
      if (row.status !== status || row.performed > found.end) return false;
      if (row.patient !== found.row.patient) return false;
      if (row.stay !== "") return row.stay === found.row.stay;
      const held = known.filter(
        (one) =>
          one.row.patient === row.patient &&
          one.row.status !== "Cancelled" &&
          one.start <= row.performed &&
          row.performed <= one.end,
      );
      return held.length === 1 && held[0] === found;
    });
    return belonging
      .toSorted(
        (one, other) =>
          one.row.performed - other.row.performed || (one.row.test < other.row.test ? -1 : 1),
      )
      .at(-1);
  };
  const patients = new Map<string, typeof sound>();
  for (const one of sound) {
    patients.set(one.row.patient, [...(patients.get(one.row.patient) ?? []), one]);
  }
  return {
    patients: Object.fromEntries(
      [...patients].map(([key, rows]) => {
        const { row, file, line } = lastStatement(rows, (one) => one.name);
        return [key, { name: row.name, file, line }];
      }),
    ),
    stays: Object.fromEntries(
      known.map(({ key, row, file, line, isActive, start, end, firstSeen, missing }) => {
        const last = lastOf(key, "final");
        const odd = lastOf(key, "odd");
        const due = Date.parse(last ? at(last.row.performed) : at(start)) + 48 * 3_600_000;
        const dueAt = new Date(due).toISOString();
        return [
          key,
          {
            ward: row.ward,
            bed: row.bed,
            file,
            line,
            firstSeenAt: at(firstSeen),
            missingSince: missing === null ? null : at(missing),
            watch: isActive
              ? {
                  lastTest: last ? [last.row.test, last.file, last.line] : null,
                  unmapped:
                    odd && (!last || odd.row.performed > last.row.performed) ? odd.row.test : null,
                  dueAt,
                  nextAt: end < 24 ? at(end) : dueAt,
                }
              : null,
          },
        ];
      }),
    ),
    tests: Object.fromEntries(
      holding.map(({ key, row, file, line }) => [
        key,
        { stay: row.stay, status: row.status, performedAt: at(row.performed), file, line },
      ]),
    ),
  };
};
