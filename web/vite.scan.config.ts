import { defineConfig } from "vite";
import { buildPage, plainImports } from "./vite.build.ts";

/** The patient's page: `/s/<station>` and `/visit`. */
export default defineConfig(
  buildPage({
    html: "scan.html",
    assets: "p",
    worker: { from: "src/sw", file: "patient-sw.ts", to: ".", largest: 400_000 },
    alsoKept: ["patient.webmanifest", "icons/patient-icon.svg", "older-browser.js"],
    plugins: [plainImports()],
  }),
);
