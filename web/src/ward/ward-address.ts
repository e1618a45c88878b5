import { NO_WARD } from "@throughline/shared/ward.ts";
import { type Filter, filters, type Order, orders } from "./rules/arrange-rows.ts";

/** What the address of a ward's page says. A search is never in it: names stay out of addresses. */
export interface WardView {
  order: Order;
  filter: Filter;
}

export const readWardView = (search: string): WardView => {
  const params = new URLSearchParams(search);
  return {
    order: orders.find((order) => order === params.get("order")) ?? "urgency",
    filter: filters.find((filter) => filter === params.get("show")) ?? "all",
  };
};

/** The query with a view in it; all else that it said stays. */
export const writeWardView = (search: string, { order, filter }: WardView): string => {
  const params = new URLSearchParams(search);
  params.set("order", order);
  params.set("show", filter);
  return params.toString();
};

const folder = "/staff/ward/";

/** The ward in a page's path as the browser has it (`location.pathname`); `-` where there is none. */
export const wardOf = (pathname: string): string => {
  try {
    return decodeURIComponent(pathname.slice(folder.length)) || NO_WARD;
  } catch {
    return NO_WARD;
  }
};

/** The address of a ward's page. Its name may hold any character, slashes included. */
export const wardHref = (site: string, ward: string, screen?: "wall"): string =>
  `${folder}${encodeURIComponent(ward || NO_WARD)}?site=${encodeURIComponent(site)}${screen ? `&screen=${screen}` : ""}`;
