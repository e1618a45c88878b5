import { rmSync } from "node:fs";
import { resolve } from "node:path";
import react from "@vitejs/plugin-react";
import type { Plugin, UserConfig } from "vite";
import { VitePWA } from "vite-plugin-pwa";

/** One of the two pages of the product. They share a folder of output and nothing else. */
export interface Page {
  /** The HTML file, in this folder. */
  html: string;
  /** Where its hashed files go, below `dist`. */
  assets: string;
  worker: {
    /** The folder and file of its source. */
    from: string;
    file: string;
    /** The folder it is served from, below `dist`: its widest scope. */
    to: string;
    /** The largest precached file that is not a mistake, in bytes. */
    largest: number;
  };
  /** Files of `public` that its worker keeps beside its own assets. */
  alsoKept: string[];
  /** Patterns of its own assets that its worker does not keep from the start. */
  notKept?: string[];
  plugins?: Plugin[];
}

const root = import.meta.dirname;
/**
 * What Chrome 87 and Safari 14 both read. Their names would also rewrite every `?.`, for a fault
 * of Chrome before 91 in `f?.(...list)`, which is written nowhere here.
 */
const syntax = "es2021";

/** Old builds of one page must not stay in its precache, and those of the other page must. */
const emptyAssets = (folder: string): Plugin => ({
  name: "throughline:empty-assets",
  apply: "build",
  buildStart: () => rmSync(folder, { recursive: true, force: true }),
});

/**
 * Leaves `import()` as it is. Vite wraps it in a kilobyte that loads the styles of late chunks,
 * which a page with one style sheet has no use for.
 */
export const plainImports = (): Plugin => ({
  name: "throughline:plain-imports",
  enforce: "pre",
  apply: "build",
  load: {
    filter: { id: /vite\/preload-helper/ },
    handler: () => "export const __vitePreload = (load) => load();",
  },
});

/** The addresses that the server answers with a page, also while developing. */
const pageAddresses = (): Plugin => ({
  name: "throughline:page-addresses",
  configureServer: (server) => {
    server.middlewares.use((request, _response, next) => {
      const path = request.url?.split("?")[0] ?? "";
      if (/^\/(visit$|s\/|v(\/|$))/.test(path)) request.url = "/scan.html";
      else if (path.startsWith("/staff/") && !/\.\w+$/.test(path) && !path.includes("/sign-in/")) {
        request.url = "/staff.html";
      }
      next();
    });
  },
});

/** The build of one page into `dist`: its chunks, its styles and its service worker. */
export const buildPage = (
  { html, assets, worker, alsoKept, notKept = [], plugins = [] }: Page,
  dist = resolve(root, "dist"),
): UserConfig => ({
  root,
  base: "/",
  appType: "mpa",
  plugins: [
    ...plugins,
    emptyAssets(resolve(dist, assets)),
    pageAddresses(),
    react(),
    VitePWA({
      strategies: "injectManifest",
      injectRegister: false,
      manifest: false,
      srcDir: worker.from,
      filename: worker.file,
      outDir: resolve(dist, worker.to),
      // The worker's build reports what the page's build has reported already.
      integration: {
        configureCustomSWViteBuild: (options) => {
          options.logLevel = "error";
        },
      },
      injectManifest: {
        globDirectory: dist,
        globPatterns: [html, `${assets}/**/*`, ...alsoKept],
        globIgnores: ["**/*.map", ...notKept],
        modifyURLPrefix: { "": "/" },
        // The names of these files carry their hash already.
        dontCacheBustURLsMatching: /^\/[pa]\//,
        maximumFileSizeToCacheInBytes: worker.largest,
        target: syntax,
      },
    }),
  ],
  build: {
    target: syntax,
    cssTarget: ["chrome87", "safari14"],
    outDir: dist,
    emptyOutDir: false,
    assetsDir: assets,
    // An inlined file would be a data: address, which the content security policy forbids.
    assetsInlineLimit: 0,
    modulePreload: {
      polyfill: false,
      // What a late chunk needs is loaded with it: a list of that would come with the first one.
      resolveDependencies: (_file, needed, { hostType }) =>
        hostType === "html" ? needed : needed.filter((name) => name.endsWith(".css")),
    },
    reportCompressedSize: false,
    rollupOptions: {
      input: resolve(root, html),
      output: {
        // By these names the first words of each language are found again.
        chunkFileNames: ({ facadeModuleId }) =>
          /\/i18n\/first\//.test(facadeModuleId ?? "")
            ? `${assets}/first-[name]-[hash].js`
            : `${assets}/[name]-[hash].js`,
      },
    },
  },
  server: {
    proxy: {
      "^/(api|staff/sign-in)/": process.env.THROUGHLINE_API ?? "http://127.0.0.1:8080",
      "^/ws$": { target: process.env.THROUGHLINE_API ?? "http://127.0.0.1:8080", ws: true },
    },
  },
});
