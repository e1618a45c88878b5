import {
  type FlowFilter,
  flowFilterNames,
  flowFilterQuerySchema,
  writeFlowFilter,
} from "@throughline/shared/flow-filter.ts";
import { daySchema } from "@throughline/shared/instant.ts";
import * as z from "zod/mini";

/** What the dashboard's address says. Nothing of it lives anywhere else. */
export type FlowView =
  /** Today, and tomorrow's today after midnight. */
  { kind: "today" } | { kind: "day"; day: string } | { kind: "range"; from: string; to: string };

const day = (params: URLSearchParams, name: string): string | undefined => {
  const parsed = z.safeParse(daySchema, params.get(name));
  return parsed.success ? parsed.data : undefined;
};

/** Reads `?day=` or `?from=&to=`; anything unreadable is today. A reversed range is turned round. */
export const readFlowView = (search: string): FlowView => {
  const params = new URLSearchParams(search);
  const from = day(params, "from");
  const to = day(params, "to");
  if (from && to)
    return from <= to ? { kind: "range", from, to } : { kind: "range", from: to, to: from };
  const only = day(params, "day");
  return only ? { kind: "day", day: only } : { kind: "today" };
};

/** The search of another view, with what else stood in the address (site, order of the table). */
export const writeFlowView = (search: string, view: FlowView): string => {
  const params = new URLSearchParams(search);
  for (const name of ["day", "from", "to"]) params.delete(name);
  if (view.kind === "day") params.set("day", view.day);
  if (view.kind === "range") {
    params.set("from", view.from);
    params.set("to", view.to);
  }
  return params.toString();
};

/** Reads the filter; what of it is unreadable filters nothing. */
export const readFilter = (search: string): FlowFilter => {
  const params = new URLSearchParams(search);
  const filter: FlowFilter = {};
  for (const name of flowFilterNames) {
    const parsed = z.safeParse(flowFilterQuerySchema.shape[name], params.get(name) ?? undefined);
    if (parsed.success && parsed.data !== undefined) Object.assign(filter, { [name]: parsed.data });
  }
  return filter;
};

/** The search with another filter. */
export const writeFilter = (search: string, filter: FlowFilter): string => {
  const params = new URLSearchParams(search);
  for (const name of flowFilterNames) params.delete(name);
  for (const [name, value] of writeFlowFilter(filter)) params.set(name, value);
  return params.toString();
};
