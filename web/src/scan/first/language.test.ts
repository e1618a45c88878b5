import { expect, test, vi } from "vitest";
import { currentLanguage } from "./language.ts";

const visit = "01939e3a-5b00-7abc-8def-0123456789ab";

test.each([
  ["as chosen before", "de", `#${visit}.2026-11-20.ar`, "de"],
  ["as on the phone whose code was opened", null, `#${visit}.2026-11-20.ar`, "ar"],
  ["as the browser asks, where a slip's code was opened", null, `#${visit}..ar`, "es"],
  [
    "as the browser asks, where the code's is not spoken here",
    null,
    `#${visit}.2026-11-20.pl`,
    "es",
  ],
  ["as the browser asks, where there is no code", null, "", "es"],
])("the page speaks %s", (_name, remembered, hash, language) => {
  vi.stubGlobal("localStorage", { getItem: () => remembered });
  vi.stubGlobal("location", { hash });
  vi.stubGlobal("navigator", { languages: ["es-MX", "en"] });
  expect(currentLanguage()).toBe(language);
});
