import { type Language, languages } from "../../i18n/languages.ts";
import type { Confirmation } from "./confirmation.ts";
import type { LanguageChoice } from "./language-choice.ts";

export interface Screen {
  show(confirmation: Confirmation, spoken: Pick<LanguageChoice, "current" | "strings">): void;
}

/** Builds the top of the page: the languages and the confirmation. */
export const createScreen = (root: HTMLElement, choose: (language: Language) => void): Screen => {
  const nav = add(root, "nav", "languages");
  const buttons = languages.map(({ tag, name, dir }) => {
    const button = add(nav, "button", "language");
    button.type = "button";
    button.textContent = name;
    button.lang = tag;
    button.dir = dir;
    button.onclick = () => choose(tag);
    return { tag, button };
  });
  const card = add(root, "section", "confirmation");
  // Read out as it changes, so that it is heard that the scan was saved, and then received.
  card.setAttribute("role", "status");
  const tick = add(card, "span", "tick");
  tick.setAttribute("aria-hidden", "true");
  const heading = add(card, "h1", "station");
  const time = add(card, "p", "time");
  const status = add(card, "p", "status");
  const purpose = add(root, "p", "purpose");

  return {
    show: (confirmation, spoken) => {
      nav.setAttribute("aria-label", spoken.strings()?.languages ?? "");
      for (const { tag, button } of buttons) {
        button.setAttribute("aria-pressed", String(tag === spoken.current()));
      }
      tick.hidden = !confirmation.done;
      card.hidden = !confirmation.station && !confirmation.status;
      setText(heading, confirmation.station);
      setText(time, confirmation.time);
      setText(status, confirmation.status);
      setText(purpose, confirmation.purpose);
      document.title = [confirmation.station, confirmation.time, "Throughline"]
        .filter(Boolean)
        .join(" · ");
    },
  };
};

const add = <Tag extends keyof HTMLElementTagNameMap>(
  parent: HTMLElement,
  tag: Tag,
  className: string,
): HTMLElementTagNameMap[Tag] => {
  const element = document.createElement(tag);
  element.className = className;
  parent.append(element);
  return element;
};

/** Leaves an unchanged text alone, so that it is not read out again. */
const setText = (element: HTMLElement, text: string | undefined) => {
  if (element.textContent !== (text ?? "")) element.textContent = text ?? "";
  element.hidden = !text;
};
