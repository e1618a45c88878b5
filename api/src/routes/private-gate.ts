import { AppError } from "@throughline/shared/errors.ts";
import type { MiddlewareHandler } from "hono";
import type { Deps } from "../deps.ts";
import { hasRoute } from "./pattern.ts";

/** Lets nothing pass that somebody on the way could read; throws `INSECURE`. */
export const requirePrivate =
  ({ isPrivate }: Pick<Deps, "isPrivate">): MiddlewareHandler =>
  async (c, next) => {
    // An unknown route is said to be unknown to everybody.
    if (hasRoute(c) && !isPrivate(c)) throw new AppError("INSECURE");
    return next();
  };
