import { createHash } from "node:crypto";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { findBarriers } from "./axe.ts";

/** The folder that knows, for one run of all the tests, which states axe has seen. */
export const SEEN_STATES = "THROUGHLINE_SEEN_STATES";

const openPages = new Set<Page>();

/** From now on the page is checked in the state in which each test leaves it. */
export const watchForBarriers = (page: Page): void => {
  openPages.add(page);
  page.on("close", () => openPages.delete(page));
};

export const checkOpenPages = async (): Promise<void> => {
  for (const page of openPages) await checkState(page);
};

/** Throws when axe finds something on the page, unless it has seen this state before. */
export const checkState = async (page: Page): Promise<void> => {
  const seen = process.env[SEEN_STATES];
  if (!seen || page.isClosed()) return;
  try {
    await checkOnce(page, seen);
  } catch (problem) {
    // A page that goes on to another by itself is checked there.
    if (!/Execution context was destroyed/.test(String(problem))) throw problem;
    await page.waitForLoadState();
    await checkOnce(page, seen);
  }
};

const checkOnce = async (page: Page, seen: string): Promise<void> => {
  const state = await page.evaluate(describeState);
  if (!state) return;
  const file = join(seen, createHash("sha256").update(state).digest("hex"));
  if (existsSync(file)) return;
  const barriers = await findBarriers(page);
  if (barriers.length > 0) throw new Error(`On ${page.url()} axe finds\n${barriers.join("\n")}`);
  writeFileSync(file, state);
};

/**
 * What axe judges by, whatever the texts say: address, language, colours, width, and which kinds
 * of elements there are. Undefined for a page that is not the product's.
 */
const describeState = (): string | undefined => {
  if (!location.protocol.startsWith("http")) return undefined;
  const { lang, dir } = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const kinds = [...document.querySelectorAll("body *")].map((element) => {
    const told = element
      .getAttributeNames()
      .filter((name) => /^(role|aria-|hidden|disabled|open|type|tabindex)/.test(name));
    return [element.tagName, element.getAttribute("class"), ...told.sort()].join(" ");
  });
  return [location.pathname, lang, dir, dark, innerWidth, ...[...new Set(kinds)].sort()].join("\n");
};
