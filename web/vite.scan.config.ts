import { defineConfig, type Plugin } from "vite";
import { buildPage, type Page, plainImports } from "./vite.build.ts";

/** The name of the chunk with `words-at-start.ts`. */
const WORDS = "words";

/**
 * Makes the words' chunk run as soon as it is there, before the page's own, which imports it too:
 * by itself Vite lets the browser only fetch it early.
 */
const runWordsEarly = (): Plugin => ({
  name: "throughline:run-words-early",
  apply: "build",
  config: () => ({
    build: {
      rolldownOptions: {
        output: {
          codeSplitting: {
            groups: [
              {
                name: WORDS,
                test: /first\/(words-at-start|language)\.ts|i18n\/(first|languages)\.ts/,
              },
            ],
          },
        },
      },
    },
  }),
  transformIndexHtml: {
    order: "post",
    handler: (html) => {
      const link = new RegExp(`<link rel="modulepreload"[^>]*href="([^"]*/${WORDS}-[^"]*)">\\s*`);
      const src = link.exec(html)?.[1];
      if (!src) throw new Error("The words have no chunk of their own.");
      const script = `<script type="module" async fetchpriority="high" crossorigin src="${src}"></script>`;
      return html.replace(link, "").replace('<script type="module"', `${script}\n    $&`);
    },
  },
});

/** The patient's page: `/s/<station>` and `/visit`. */
export const scanPage: Page = {
  html: "scan.html",
  assets: "p",
  worker: { from: "src/sw", file: "patient-sw.ts", to: ".", largest: 400_000 },
  alsoKept: ["patient.webmanifest", "icons/patient-icon.svg", "older-browser.js"],
  // Half a megabyte that most patients never need; kept once it was.
  notKept: ["**/*.wasm"],
  plugins: [plainImports(), runWordsEarly()],
};

export default defineConfig(buildPage(scanPage));
