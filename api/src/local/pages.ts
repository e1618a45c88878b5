import { type Context, Hono } from "hono";
import { html } from "hono/html";
import { plainPage } from "../routes/plain-page.ts";
import { contentSecurityPolicy, secureResponses } from "../routes/responses.ts";
import { createPageFiles } from "./page-files.ts";

/**
 * Serves the built pages of `folder`. Staff pages need a session; what they are made of (scripts,
 * styles, worker) is nobody's secret and does not.
 */
export const createPages = ({
  folder,
  isSignedIn,
  isPrivate,
}: {
  folder: string;
  isSignedIn(context: Context): boolean | Promise<boolean>;
  /** Whether pages that show personal data may be opened. */
  isPrivate(context: Context): boolean;
}): Hono => {
  const readFile = createPageFiles(folder);
  const pages = new Hono();

  pages.use(secureResponses);

  const answerFile = (context: Context, path: string): Response | undefined => {
    const file = readFile(path);
    if (!file) return undefined;
    context.header("Content-Type", file.type);
    context.header("ETag", file.etag);
    context.header("Vary", "Accept-Encoding");
    const hashed = /^\/[pa]\//.test(path);
    context.header("Cache-Control", hashed ? "public, max-age=31536000, immutable" : "no-cache");
    if (context.req.header("If-None-Match")?.includes(file.etag)) return context.body(null, 304);
    const gzip = /\bgzip\b/.test(context.req.header("Accept-Encoding") ?? "");
    if (!file.gzipped || !gzip) return context.body(file.bytes);
    context.header("Content-Encoding", "gzip");
    return context.body(file.gzipped);
  };

  /** Pages have routes of their own: another spelling of an address must not lead past the session. */
  const answerAsset = (context: Context): Response | undefined => {
    const { path } = context.req;
    return path.endsWith(".html") ? undefined : answerFile(context, path);
  };

  const answerPage = (context: Context, path: string): Response | Promise<Response> => {
    context.header("Content-Security-Policy", pagePolicy);
    return answerFile(context, path) ?? context.html(unbuiltPage, 503);
  };

  const answerStaffPage = async (context: Context): Promise<Response> => {
    if (await isSignedIn(context)) return answerPage(context, "/staff.html");
    context.header("Cache-Control", "no-store");
    return context.html(signedOutPage, 401);
  };

  pages.get("/", (context) => context.redirect("/staff/flow"));
  pages.get("/admin.html", (context) => context.redirect("/staff/flow"));
  pages.get("/qr.html", (context) => context.redirect("/staff/posters"));
  pages.get("/staff", (context) => context.redirect("/staff/flow"));
  pages.get("/staff.html", answerStaffPage);
  for (const path of ["/scan.html", "/visit", "/s/*", "/v/*"]) {
    pages.get(path, (context) => answerPage(context, "/scan.html"));
  }
  pages.get("/staff/*", (context) => {
    const asset = answerAsset(context);
    if (asset || isOpenPage(context.req.path) || isPrivate(context)) {
      return asset ?? answerStaffPage(context);
    }
    context.header("Cache-Control", "no-store");
    return context.html(insecurePage, 403);
  });
  pages.get("*", (context) => answerAsset(context) ?? context.notFound());
  pages.notFound((context) => context.html(missingPage, 404));
  return pages;
};

/** What reads codes in a camera's picture is WebAssembly. */
const pagePolicy = `${contentSecurityPolicy}; script-src 'self' 'wasm-unsafe-eval'`;

/** Staff pages that show nobody's data; one that is new is about people until it stands here. */
const openPages = ["flow", "report", "board", "posters", "slips", "station", "settings"];
const isOpenPage = (path: string) =>
  path.startsWith("/staff/station/") || openPages.includes(path.slice("/staff/".length));

const insecurePage = plainPage(
  "Not by this address",
  html`<h1>Patients’ data needs a secure connection</h1>
<p>This page is shown over HTTPS only, or on the machine that runs Throughline, at an address that
begins with <code>http://127.0.0.1</code>. For HTTPS start Throughline with <code>--lan</code>, or behind
a proxy that serves HTTPS and says so in <code>X-Forwarded-Proto</code>.</p>
<p><a href="/staff/flow">Go to the dashboard</a></p>`,
);

const signedOutPage = plainPage(
  "Please sign in",
  html`<h1>Please sign in</h1>
<p>Open the link that the server printed when it started, or make a new one on its machine with
<code>npm run sign-in</code>.</p>`,
);

const missingPage = plainPage(
  "Nothing here",
  html`<h1>There is nothing at this address</h1>
<p>Please check it.</p>`,
);

const unbuiltPage = plainPage(
  "Not built",
  html`<h1>The pages are not built yet</h1>
<p><code>npm start</code> builds them. If it is running, reload this page in a moment.</p>`,
);
