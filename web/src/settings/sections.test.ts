import { defaultSettings, type SiteSettings } from "@throughline/shared/site.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changedSections, mergeSettings } from "./sections.ts";

const base = defaultSettings("UTC");

it("names the sections that differ, whatever the order of members", () => {
  expect(changedSections(base, { ...base })).toEqual([]);
  const reordered = base.stations.map(({ code, label, kind }) => ({ kind, label, code }));
  expect(changedSections(base, { ...base, stations: reordered })).toEqual([]);
  expect(changedSections(base, { ...base, name: "North", targets: [] })).toEqual(["name"]);
  const swapped = [...base.stations].reverse();
  expect(changedSections(base, { ...base, stations: swapped })).toEqual(["stations"]);
});

describe("mergeSettings", () => {
  it("keeps what each has changed", () => {
    const mine = { ...base, name: "Mine" };
    const theirs = { ...base, visitLimitHours: 8 };
    expect(mergeSettings(base, mine, theirs)).toEqual({
      settings: { ...base, name: "Mine", visitLimitHours: 8 },
      theirs: ["visitLimitHours"],
      both: [],
    });
  });

  it("keeps mine where both changed the same, and says so", () => {
    const merged = mergeSettings(base, { ...base, name: "Mine" }, { ...base, name: "Theirs" });
    expect(merged.settings.name).toBe("Mine");
    expect(merged.both).toEqual(["name"]);
  });

  it("sees no conflict in the same change made twice", () => {
    const same = { ...base, name: "Same" };
    expect(mergeSettings(base, same, { ...same }).both).toEqual([]);
  });

  it("never loses a change of mine nor one of theirs alone", () => {
    const edited: fc.Arbitrary<SiteSettings> = fc
      .record({
        name: fc.constantFrom(base.name, "A", "B"),
        visitLimitHours: fc.constantFrom(base.visitLimitHours, 6, 8),
        retentionDays: fc.constantFrom(null, 30),
        reasons: fc.constantFrom(base.reasons, base.reasons.slice(1)),
      })
      .map((changes) => ({ ...base, ...changes }));
    fc.assert(
      fc.property(edited, edited, (mine, theirs) => {
        const { settings, both } = mergeSettings(base, mine, theirs);
        const byMe = changedSections(base, mine);
        for (const name of byMe) expect(settings[name]).toEqual(mine[name]);
        for (const name of changedSections(base, theirs)) {
          if (!byMe.includes(name)) expect(settings[name]).toEqual(theirs[name]);
          else if (!both.includes(name)) expect(mine[name]).toEqual(theirs[name]);
        }
      }),
    );
  });
});
