import { html } from "hono/html";

type Html = ReturnType<typeof html>;

/** A page of the server's own, for before a sign-in and for errors; `plain.css` is one of the web's files. */
export const plainPage = (
  title: string,
  body: Html,
  head: Html | "" = "",
): Html => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${head}
<link rel="icon" href="/icons/staff-icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/plain.css">
<title>${title} · Throughline</title>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;
