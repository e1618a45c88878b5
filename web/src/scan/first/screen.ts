import { add } from "./add.ts";
import type { Confirmation } from "./confirmation.ts";
import type { LanguageChoice } from "./language-choice.ts";
import { createLanguageSwitch } from "./language-switch.ts";

export interface Screen {
  show(confirmation: Confirmation, spoken: Pick<LanguageChoice, "current" | "strings">): void;
}

/** Builds the top of the page: the languages and the confirmation. */
export const createScreen = (root: HTMLElement, choose: LanguageChoice["choose"]): Screen => {
  const languageSwitch = createLanguageSwitch(root, choose);
  const card = add(root, "section", "confirmation");
  // Read out as it changes, so that it is heard that the scan was saved, and then received.
  card.setAttribute("role", "status");
  const tick = add(card, "span", "tick");
  tick.setAttribute("aria-hidden", "true");
  const heading = add(card, "h1", "station");
  // Isolated, so that a name in another script keeps its order.
  const station = add(heading, "bdi");
  const time = add(card, "p", "time");
  const status = add(card, "p", "status");
  const purpose = add(root, "p", "purpose");

  return {
    show: (confirmation, spoken) => {
      languageSwitch.show(spoken);
      tick.hidden = !confirmation.done;
      card.hidden = !confirmation.station && !confirmation.status;
      setText(station, confirmation.station);
      heading.hidden = station.hidden;
      station.lang = confirmation.stationLang;
      setText(time, confirmation.time);
      setText(status, confirmation.status);
      setText(purpose, confirmation.purpose);
      document.title = [confirmation.station, confirmation.time, "Throughline"]
        .filter(Boolean)
        .join(" · ");
    },
  };
};

/** Leaves an unchanged text alone, so that it is not read out again. */
const setText = (element: HTMLElement, text: string | undefined) => {
  if (element.textContent !== (text ?? "")) element.textContent = text ?? "";
  element.hidden = !text;
};
