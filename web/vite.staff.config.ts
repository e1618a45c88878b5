import { defineConfig } from "vite";
import { buildPage } from "./vite.build.ts";

/** The staff's pages: `/staff/…`. */
export default defineConfig(
  buildPage({
    html: "staff.html",
    assets: "a",
    worker: { from: "src/sw/staff", file: "sw.ts", to: "staff", largest: 2_000_000 },
    alsoKept: ["staff/staff.webmanifest", "icons/staff-icon.svg"],
  }),
);
