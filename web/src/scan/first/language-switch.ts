import { directionOf, languages } from "../../i18n/languages.ts";
import { add } from "./add.ts";
import type { LanguageChoice } from "./language-choice.ts";

/**
 * The languages by their own names, side by side. Where there is room for one line only, they
 * unfold from a button with the name of the present one; the style sheet decides where that is.
 */
export const createLanguageSwitch = (root: HTMLElement, choose: LanguageChoice["choose"]) => {
  const nav = add(root, "nav", "languages");
  const createButton = (className: string, press: () => void) => {
    const button = add(nav, "button", `language ${className}`);
    button.type = "button";
    button.onclick = press;
    return button;
  };
  const unfold = (open: boolean) => toggle.setAttribute("aria-expanded", String(open));
  const toggle = createButton("language-toggle", () =>
    unfold(toggle.getAttribute("aria-expanded") === "false"),
  );
  unfold(false);
  const buttons = languages.map(({ tag, name }) => {
    const button = createButton("", () => {
      // A hidden button would drop the focus.
      if (toggle.offsetWidth) toggle.focus();
      unfold(false);
      choose(tag);
    });
    button.textContent = name;
    button.lang = tag;
    button.dir = directionOf(tag);
    return { tag, button };
  });

  return {
    show: (spoken: Pick<LanguageChoice, "current" | "strings">) => {
      nav.setAttribute("aria-label", spoken.strings()?.languages ?? "");
      for (const { tag, button } of buttons) {
        const chosen = tag === spoken.current();
        button.setAttribute("aria-pressed", String(chosen));
        if (chosen) toggle.textContent = button.textContent;
      }
    },
  };
};
