import type { ReactNode } from "react";
import { ScrollBox } from "./scroll-box.tsx";
import { type Sort, sortRows } from "./sort.ts";

export interface Column<Row> {
  /** Names the column in an address. */
  name: string;
  heading: string;
  /** Figures stand to the right, in tabular numerals. */
  figure?: boolean;
  /** What it is sorted by. */
  value: (row: Row) => string | number | null;
  /** What is shown; the value itself unless given. */
  show?: (row: Row) => ReactNode;
}

interface Props<Row> {
  caption: string;
  /** A caption that only screen readers need, where a heading stands right above. */
  captionHidden?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  sort?: Sort | undefined;
  /** Makes the headings buttons. */
  onSort?: (sort: Sort) => void;
  empty?: string;
  /** More columns than a phone is wide. */
  wide?: boolean;
}

const contentOf = <Row,>(column: Column<Row>, row: Row): ReactNode =>
  column.show ? column.show(row) : <bdi>{column.value(row)}</bdi>;

/** A table of figures; its first column heads the rows. */
export const FigureTable = <Row,>(props: Props<Row>): ReactNode => {
  const { caption, captionHidden = true, columns, rows, rowKey, sort, onSort, empty } = props;
  const { wide = false } = props;
  const sortedBy = sort && columns.find(({ name }) => name === sort.column);
  const sorted = sort && sortedBy ? sortRows(rows, sortedBy.value, sort.descending) : rows;
  if (rows.length === 0 && empty) return <p className="quiet">{empty}</p>;
  return (
    <ScrollBox label={caption}>
      <table className={`figures ${wide ? "figures-wide" : ""}`}>
        <caption className={captionHidden ? "visually-hidden" : ""}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <Heading key={column.name} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column, index) => {
                const content = contentOf(column, row);
                const className = column.figure ? "figure" : undefined;
                return index === 0 ? (
                  <th key={column.name} scope="row" className={className}>
                    {content}
                  </th>
                ) : (
                  <td key={column.name} className={className}>
                    {content}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
};

interface HeadingProps<Row> {
  column: Column<Row>;
  sort: Sort | undefined;
  onSort: ((sort: Sort) => void) | undefined;
}

const Heading = <Row,>({ column, sort, onSort }: HeadingProps<Row>) => {
  const active = sort?.column === column.name;
  const className = column.figure ? "figure" : undefined;
  if (!onSort) {
    return (
      <th scope="col" className={className}>
        {column.heading}
      </th>
    );
  }
  // Figures are asked for from the largest down, words from A on.
  const descending = active ? !sort.descending : (column.figure ?? false);
  return (
    <th
      scope="col"
      className={className}
      aria-sort={active ? (sort.descending ? "descending" : "ascending") : undefined}
    >
      <button
        type="button"
        className="sort"
        onClick={() => onSort({ column: column.name, descending })}
      >
        {column.heading}
        <span aria-hidden="true" className="sort-mark">
          {active ? (sort.descending ? "▼" : "▲") : ""}
        </span>
      </button>
    </th>
  );
};
