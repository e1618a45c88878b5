import type { Page } from "playwright-core";

/** By how many pixels the page is wider than its window. */
export const overEdge = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Texts that are cut off, or run out of their control. */
export const clippedTexts = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("main *, header *, nav *")]
      .filter((element) => {
        // What only screen readers get is cut off on purpose, and a sheet is a picture of paper.
        if (element.closest(".heard, .visually-hidden, .sheet, svg, canvas")) return false;
        const style = getComputedStyle(element);
        const cuts = /hidden|clip/.test(style.overflowX) || element.matches("button, a, summary");
        const { scrollWidth, clientWidth, scrollHeight, clientHeight } = element;
        if (!cuts || clientWidth === 0 || !element.textContent?.trim()) return false;
        const low = /hidden|clip/.test(style.overflowY) && scrollHeight > clientHeight + 1;
        return scrollWidth > clientWidth + 1 || low;
      })
      .map((element) => `${element.tagName}.${element.className}: ${element.textContent}`),
  );

/** Controls that are smaller than 44 px, save links inside a sentence. */
export const smallTargets = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const smallest = 44;
    const controls = document.querySelectorAll<HTMLElement>(
      "a[href], button, input, select, textarea, summary, [role=button], [tabindex='0']",
    );
    return [...controls].flatMap((control) => {
      if (!control.checkVisibility()) return [];
      const inSentence =
        control.matches("a") &&
        getComputedStyle(control).display === "inline" &&
        control.parentElement?.matches("p, li, td, th, dd");
      const target = control.matches("[type=radio], [type=checkbox]")
        ? (control.closest("label") ?? control)
        : control;
      const { width, height } = target.getBoundingClientRect();
      if (inSentence || (width >= smallest - 0.5 && height >= smallest - 0.5)) return [];
      return [
        `${control.tagName}.${control.className} ${control.textContent?.slice(0, 20)}: ${Math.round(width)}×${Math.round(height)}`,
      ];
    });
  });
