import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

/** What a phone downloads of the patient's page, in bytes as a server's gzip sends them. */
export interface PageWeight {
  /** All scripts that are loaded before the confirmation shows, in the heaviest language. */
  scriptsBeforeConfirmation: number;
  /** The same in each language. */
  scriptsByLanguage: Record<string, number>;
  /** Those scripts with the page and its style sheet. */
  beforeConfirmation: number;
  /** Everything that the worker keeps, and the worker. */
  kept: number;
  /** The files counted as loaded before the confirmation, whatever the language. */
  filesBefore: string[];
}

const gzipped = (bytes: Buffer | string) => gzipSync(bytes).length;

/** Weighs a built page; `dist` is the folder of the build. */
export const weighPage = (dist: string): PageWeight => {
  const read = (file: string) => readFileSync(join(dist, file));
  const html = read("scan.html").toString();
  const inHtml = (pattern: RegExp) => [...html.matchAll(pattern)].map(([, path]) => path as string);
  const scripts = withStaticImports(inHtml(/<script[^>]*\ssrc="\/([^"]+)"/g), (file) =>
    read(file).toString(),
  );
  const inline = inHtml(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g);
  const preloaded = inHtml(/<link rel="modulepreload"[^>]*href="\/([^"]+)"/g);
  const styles = inHtml(/<link rel="stylesheet"[^>]*href="\/([^"]+)"/g);
  const weigh = (files: Iterable<string>) =>
    [...new Set(files)].reduce((sum, file) => sum + gzipped(read(file)), 0);
  const scriptsInAll =
    weigh([...scripts, ...preloaded]) + inline.reduce((sum, text) => sum + gzipped(text), 0);
  const scriptsByLanguage: Record<string, number> = {};
  for (const script of scripts) {
    for (const [, name, tag] of read(script)
      .toString()
      .matchAll(/\/(first-(\w+)-[^"'`/]+\.js)/g)) {
      const words = script.replace(/[^/]*$/, name as string);
      scriptsByLanguage[tag as string] = scriptsInAll + weigh([words]);
    }
  }
  const scriptsBeforeConfirmation = Math.max(...Object.values(scriptsByLanguage));
  const worker = read("patient-sw.js").toString();
  const kept = [...worker.matchAll(/"url":"\/?([^"]+)"/g)].map(([, path]) => path as string);
  return {
    scriptsBeforeConfirmation,
    scriptsByLanguage,
    beforeConfirmation: scriptsBeforeConfirmation + gzipped(html) + weigh(styles),
    kept: weigh([...kept, "patient-sw.js"]),
    filesBefore: [...new Set([...scripts, ...preloaded])],
  };
};

/** The scripts and all that they import statically; `import()` comes after the confirmation. */
const withStaticImports = (files: string[], read: (file: string) => string): Set<string> => {
  const found = new Set<string>();
  const visit = (file: string) => {
    if (found.has(file)) return;
    found.add(file);
    for (const [, name] of read(file).matchAll(/(?:from|import)\s*["'`]\.\/([^"'`]+)["'`]/g)) {
      visit(file.replace(/[^/]*$/, name as string));
    }
  };
  for (const file of files) visit(file);
  return found;
};
