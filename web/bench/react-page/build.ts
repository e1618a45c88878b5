import { cpSync } from "node:fs";
import { join } from "node:path";
import { build, type Plugin } from "vite";
import { buildPage } from "../../vite.build.ts";
import { scanPage } from "../../vite.scan.config.ts";

const web = join(import.meta.dirname, "../..");

const startWith = (entry: string): Plugin => ({
  name: "throughline:start-with",
  transformIndexHtml: {
    order: "pre",
    handler: (html) => html.replace(/src="\/src\/scan\/first\/main\.ts"/, `src="${entry}"`),
  },
});

/** Builds the React page into a folder that the product can serve in place of `web/dist`. */
export const buildReactPage = async (folder: string): Promise<void> => {
  cpSync(join(web, "dist"), folder, { recursive: true });
  const page = {
    ...scanPage,
    worker: { ...scanPage.worker, largest: 2_000_000 },
    plugins: [startWith("/bench/react-page/main.tsx")],
  };
  await build({ ...buildPage(page, folder), configFile: false, logLevel: "error" });
};
