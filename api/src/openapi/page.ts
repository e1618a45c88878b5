import { html, raw } from "hono/html";
import type { OpenApiDocument, OpenApiOperation } from "./document.ts";

/** The page's only style; its hash stands in the page's content security policy. */
export const PAGE_STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 0 auto; padding: 1rem; }
section { border-top: 1px solid #8885; padding: 1rem 0; }
h2 { font-size: 1.1rem; margin: 0; overflow-wrap: anywhere; }
code, pre { font-family: ui-monospace, monospace; font-size: 0.875rem; }
pre { overflow-x: auto; padding: 0.75rem; background: #8881; }
dt { font-weight: 600; }
dd { margin: 0 0 0.25rem 1rem; }
summary { min-height: 44px; align-content: center; cursor: pointer; }
`;

/** The OpenAPI document as a page that needs nothing else. */
export const renderApiPage = ({ info, servers, paths, components }: OpenApiDocument) => {
  const base = servers[0]?.url ?? "";
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      name: `${method.toUpperCase()} ${base}${path}`,
      operation,
    })),
  );
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${info.title} API</title>
<style>${raw(PAGE_STYLE)}</style>
</head>
<body>
<h1>${info.title} API</h1>
<p>${info.description} Version ${info.version}.
The same as <a href="${base}/openapi.json">OpenAPI 3.1</a>.</p>
<details><summary>All ${operations.length} endpoints</summary>
<ul>
${operations.map(
  ({ name, operation }) =>
    html`<li><a href="#${anchorOf(name)}"><code>${name}</code></a> ${operation.summary}</li>
`,
)}
</ul></details>
${operations.map(({ name, operation }) => renderOperation(name, operation))}
<h1>Schemas</h1>
${Object.entries(components.schemas).map(
  ([name, schema]) => html`<details id="${name}"><summary>${name}</summary>
<pre>${JSON.stringify(schema, null, 2)}</pre></details>
`,
)}
</body>
</html>
`;
};

const anchorOf = (name: string): string => name.replace(/[^A-Za-z0-9]+/g, "-");

/** What stands between backticks is code. */
const renderText = (text: string) =>
  text.split("`").map((part, index) => (index % 2 === 0 ? part : html`<code>${part}</code>`));

const renderOperation = (name: string, operation: OpenApiOperation) => {
  const { summary, description, security, parameters, requestBody, responses } = operation;
  const access = security.flatMap((way) => Object.keys(way)).join(" or ") || "open to anybody";
  return html`<section id="${anchorOf(name)}">
<h2><code>${name}</code></h2>
<p>${renderText(`${summary}. ${description ?? ""}`)}</p>
<dl>
<dt>Access</dt><dd>${access}</dd>
${parameters
  .filter((parameter) => parameter.in === "query")
  .map(
    ({ name, required, description }) =>
      html`<dt><code>${name}</code>${required ? "" : " (optional)"}</dt><dd>${renderText(description ?? "")}</dd>`,
  )}
${requestBody ? html`<dt>Sends</dt><dd>${renderContent(requestBody.content)}</dd>` : ""}
${Object.entries(responses).map(
  ([status, { description, content }]) =>
    html`<dt>${status}</dt><dd>${renderContent(content ?? {})} ${status.startsWith("2") ? "" : renderText(description)}</dd>`,
)}
</dl>
</section>
`;
};

const renderContent = (content: Record<string, { schema?: unknown }>) =>
  Object.entries(content).map(([mediaType, { schema }]) => {
    const name = (schema as { $ref?: string } | undefined)?.$ref?.split("/").at(-1);
    return name ? html`<a href="#${name}">${name}</a>` : html`<code>${mediaType}</code>`;
  });
