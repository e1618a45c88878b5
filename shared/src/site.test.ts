import { describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { defaultSettings, hoursToMs, siteSettingsSchema } from "./site.ts";

const settings = defaultSettings("Europe/Berlin");
const [entrance, ...others] = settings.stations;

/** The paths of what is wrong with settings changed so. */
const problems = (change: object) => {
  const result = z.safeParse(siteSettingsSchema, { ...settings, ...change });
  return result.success ? [] : result.error.issues.map(({ path }) => path.join("."));
};

describe("a site's settings", () => {
  test("begin valid, with the ten default stations", () => {
    expect(z.parse(siteSettingsSchema, settings)).toEqual(settings);
    expect(settings.stations.map(({ code, kind }) => [code, kind])).toEqual([
      ["entrance", "entrance"],
      ["check-in", "service"],
      ["admin", "service"],
      ["vitals", "service"],
      ["imr", "service"],
      ["provider", "service"],
      ["lab", "service"],
      ["radiology", "service"],
      ["immunizations", "service"],
      ["check-out", "exit"],
    ]);
  });

  test("bring codes to their one spelling, and refuse one that stands twice in any case", () => {
    const shouted = { ...entrance, code: " ENTRANCE " };
    const parsed = z.parse(siteSettingsSchema, { ...settings, stations: [shouted] });
    expect(parsed.stations[0]?.code).toBe("entrance");
    expect(problems({ stations: [entrance, shouted, ...others] })).toEqual(["stations"]);
  });

  const hours = (opens: string, closes: string, weekday = 1) => ({
    openingHours: [{ weekday, opens, closes }],
  });
  test.each([
    [{ timeZone: "Mars/Olympus" }, "timeZone"],
    [{ name: "   " }, "name"],
    [{ visitLimitHours: 0 }, "visitLimitHours"],
    [{ visitLimitHours: 25 }, "visitLimitHours"],
    [{ visitLimitHours: 1.5 }, "visitLimitHours"],
    [{ retentionDays: 2 }, "retentionDays"],
    [{ stations: [] }, "stations"],
    [{ stations: [{ ...entrance, code: "a b" }] }, "stations.0.code"],
    [{ stations: [{ ...entrance, kind: "door" }] }, "stations.0.kind"],
    [{ stations: [{ ...entrance, labels: { english: "x" } }] }, "stations.0.labels.english"],
    [{ targets: [{ from: "lab", to: "imr", seconds: 0 }] }, "targets.0.seconds"],
    [hours("08:00", "08:00"), "openingHours.0.closes"],
    [hours("18:00", "08:00"), "openingHours.0.closes"],
    [hours("8:00", "09:00"), "openingHours.0.opens"],
    [hours("08:00", "24:01"), "openingHours.0.closes"],
    [hours("08:00", "18:00", 8), "openingHours.0.weekday"],
  ])("refuse %j by the field's name", (change, field) => {
    expect(problems(change)).toContain(field);
  });

  test.each([
    [{ visitLimitHours: 24 }],
    [{ retentionDays: null }],
    [{ retentionDays: 3 }],
    [hours("00:00", "24:00", 7)],
    [{ targets: [{ from: "lab", to: "lab", seconds: 60 }] }],
    [{ stations: [{ ...entrance, labels: { es: "Entrada", ar: "المدخل" } }] }],
  ])("accept %j", (change) => {
    expect(problems(change)).toEqual([]);
  });
});

test("hours as milliseconds", () => {
  expect(hoursToMs(12)).toBe(43_200_000);
});
