import { createHash } from "node:crypto";
import { Hono } from "hono";
import type { Deps } from "../deps.ts";
import { describeApi } from "../openapi/document.ts";
import { PAGE_STYLE, renderApiPage } from "../openapi/page.ts";
import { sendJson } from "./json.ts";

/** The API's own description, for machines and for people. */
export const createDocsRoutes = ({ version }: Pick<Deps, "version">) => {
  const routes = new Hono();
  const document = describeApi(version);
  const styleHash = createHash("sha256").update(PAGE_STYLE).digest("base64");

  routes.get("/openapi.json", (c) => sendJson(c, document));

  routes.get("/docs", (c) => {
    c.header(
      "content-security-policy",
      `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; frame-ancestors 'none'`,
    );
    return c.html(renderApiPage(document));
  });

  return routes;
};
