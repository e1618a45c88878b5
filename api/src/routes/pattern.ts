import type { Context } from "hono";
import { matchedRoutes } from "hono/route";

const routesOf = (c: Context) => matchedRoutes(c).filter(({ path }) => !path.endsWith("*"));

/** Whether any route of its own answers this request, beyond what acts on all of them. */
export const hasRoute = (c: Context): boolean => routesOf(c).length > 0;

/** The pattern of the route that answers: what may be logged, where the path may not. */
export const patternOf = (c: Context): string => routesOf(c)[0]?.path ?? "*";
