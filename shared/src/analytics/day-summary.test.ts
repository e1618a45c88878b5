import { describe, expect, test } from "vitest";
import { defaultSettings } from "../site.ts";
import { summaryBasis } from "./day-summary.ts";

describe("the basis of a summary", () => {
  const settings = defaultSettings("Europe/Berlin");
  const basis = summaryBasis(settings);

  test("changes with what shapes a summary", () => {
    const [first, ...rest] = settings.stations;
    const changes = [
      { timeZone: "Europe/Paris" },
      { visitLimitHours: 11 },
      { stations: rest },
      { stations: [{ ...first, kind: "exit" as const }, ...rest] },
    ];
    for (const change of changes) {
      expect(summaryBasis({ ...settings, ...change } as typeof settings)).not.toBe(basis);
    }
  });

  test("does not change with labels, their order or new service stations", () => {
    const stations = [
      { code: "eyes", label: "Eyes", kind: "service" as const },
      ...settings.stations.map((station) => ({ ...station, label: "Other", retired: true })),
    ].reverse();
    expect(summaryBasis({ ...settings, stations })).toBe(basis);
  });
});
