import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { weighPage } from "../../../bench/page-weight.ts";
import { buildPage } from "../../../vite.build.ts";
import { scanPage } from "../../../vite.scan.config.ts";
import { languages } from "../../i18n/languages.ts";

/** The page as it is built, into a folder of its own. */
const dist = mkdtempSync(join(tmpdir(), "throughline-page-"));

beforeAll(async () => {
  vi.stubEnv("NODE_ENV", "production");
  await build({
    ...buildPage(scanPage, dist),
    configFile: false,
    mode: "production",
    logLevel: "silent",
  });
}, 60_000);
afterAll(() => rmSync(dist, { recursive: true, force: true }));

describe("the built page", () => {
  test("needs at most 10 KB of scripts before the confirmation, in every language", () => {
    const { scriptsByLanguage, filesBefore } = weighPage(dist);
    expect(filesBefore).toContain("older-browser.js");
    expect(filesBefore).toHaveLength(3);
    expect(Object.keys(scriptsByLanguage).sort()).toEqual(languages.map(({ tag }) => tag).sort());
    for (const [tag, bytes] of Object.entries(scriptsByLanguage)) {
      expect(bytes, tag).toBeGreaterThan(5_000);
      expect(bytes, tag).toBeLessThanOrEqual(10_000);
    }
  });

  test("keeps at most 250 KB on a phone, and nothing of the staff's", () => {
    expect(weighPage(dist).kept).toBeLessThanOrEqual(250_000);
    const worker = readFileSync(join(dist, "patient-sw.js"), "utf8");
    const kept = [...worker.matchAll(/"url":"([^"]+)"/g)].map(([, url]) => url as string);
    expect(kept).toContain("/scan.html");
    for (const url of kept) {
      expect(url).toMatch(/^\/(p\/|scan\.html|patient\.webmanifest|icons\/patient|older-browser)/);
      expect(existsSync(join(dist, url))).toBe(true);
    }
  });

  test("asks for the reader's words before its own script has come", () => {
    const html = readFileSync(join(dist, "scan.html"), "utf8");
    const scripts = [...html.matchAll(/<script[^>]*\ssrc="([^"]*)"/g)];
    const words = scripts.findIndex(([, src]) => src?.startsWith("/p/words-"));
    const page = scripts.findIndex(([, src]) => src?.startsWith("/p/scan-"));
    expect(scripts[words]?.[0]).toContain(" async ");
    expect(words).toBeLessThan(page);
  });

  test("has nothing inline, which the content security policy would forbid", () => {
    const html = readFileSync(join(dist, "scan.html"), "utf8");
    expect(html).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=|data:/);
  });
});
