import {
  defaultSettings,
  type SiteSettings,
  siteSettingsSchema,
} from "@throughline/shared/site.ts";
import { expect, it } from "vitest";
import * as z from "zod/mini";
import { fromDraft, toDraft } from "./draft.ts";

const settings: SiteSettings = {
  ...defaultSettings("Europe/Berlin"),
  retentionDays: 400,
  openingHours: [
    { weekday: 1, opens: "08:30", closes: "12:00" },
    { weekday: 7, opens: "00:00", closes: "24:00" },
  ],
  targets: [
    { from: "vitals", to: "provider", seconds: 90 },
    { from: "lab", to: "provider", seconds: 900, minPercent: 90 },
  ],
};

it("gives the same settings back when nothing was edited", () => {
  expect(fromDraft(toDraft(settings))).toEqual(settings);
  const kept = { ...settings, retentionDays: null };
  expect(fromDraft(toDraft(kept))).toEqual(kept);
  expect(z.safeParse(siteSettingsSchema, fromDraft(toDraft(settings))).success).toBe(true);
});

it("gives every second back that a target can have", () => {
  for (let seconds = 1; seconds <= 86_400; seconds++) {
    const targets = [{ from: "vitals", to: "provider", seconds }];
    expect(fromDraft(toDraft({ ...settings, targets })).targets[0]?.seconds).toBe(seconds);
  }
});

it("lets the schema refuse what is no number", () => {
  for (const visitLimitHours of ["", " ", "twelve", "1e"]) {
    const draft = { ...toDraft(settings), visitLimitHours };
    expect(z.safeParse(siteSettingsSchema, fromDraft(draft)).success).toBe(false);
  }
});

it("drops empty translations and keeps filled ones", () => {
  const draft = toDraft(settings);
  const [first, ...others] = draft.stations;
  if (!first) throw new Error("The default settings have stations.");
  const stations = [{ ...first, labels: { es: "Entrada", ar: "  " } }, ...others];
  expect(fromDraft({ ...draft, stations }).stations[0]?.labels).toEqual({ es: "Entrada" });
});
