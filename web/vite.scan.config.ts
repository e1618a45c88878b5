import { defineConfig } from "vite";
import { buildPage, type Page, plainImports } from "./vite.build.ts";

/** The patient's page: `/s/<station>` and `/visit`. */
export const scanPage: Page = {
  html: "scan.html",
  assets: "p",
  worker: { from: "src/sw", file: "patient-sw.ts", to: ".", largest: 400_000 },
  alsoKept: ["patient.webmanifest", "icons/patient-icon.svg", "older-browser.js"],
  plugins: [plainImports()],
};

export default defineConfig(buildPage(scanPage));
