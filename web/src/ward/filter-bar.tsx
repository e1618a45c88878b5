import type { ReactNode } from "react";
import { type Filter, filters, type Order, passes } from "./rules/arrange-rows.ts";
import type { Row } from "./rules/settle-bed.ts";

interface Props {
  rows: readonly Row[];
  filter: Filter;
  order: Order;
  search: string;
  onFilter: (filter: Filter) => void;
  onOrder: (order: Order) => void;
  onSearch: (search: string) => void;
}

const names: Record<Filter, string> = {
  all: "All beds",
  overdue: "Overdue",
  soon: "Due soon",
  "in-hand": "In hand",
  never: "Never tested",
  unconfirmed: "Unconfirmed",
};

/** Which beds are listed, with how many there are of each kind, and in which order. */
export const FilterBar = (props: Props): ReactNode => {
  const { rows, filter, order, search, onFilter, onOrder, onSearch } = props;
  const counted = filters
    .map((name) => ({ name, count: rows.filter((row) => passes(row, name)).length }))
    .filter(({ name, count }) => name !== "unconfirmed" || count > 0 || filter === name);
  return (
    <div className="ward-bar screen-only">
      <fieldset className="ward-filters">
        <legend className="visually-hidden">Which beds</legend>
        {counted.map(({ name, count }) => (
          <button
            key={name}
            type="button"
            className="button"
            aria-pressed={filter === name}
            onClick={() => onFilter(name)}
          >
            {names[name]} <span className="ward-count">{count}</span>
          </button>
        ))}
      </fieldset>
      <label className="inline-label">
        Order
        <select value={order} onChange={({ target }) => onOrder(target.value as Order)}>
          <option value="urgency">By urgency</option>
          <option value="bed">By bed</option>
        </select>
      </label>
      <label className="inline-label">
        Find
        <input
          type="search"
          value={search}
          placeholder="Bed or name"
          autoComplete="off"
          onChange={({ target }) => onSearch(target.value)}
        />
      </label>
    </div>
  );
};
