import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { defaultStations } from "./station.ts";
import { CODE_PATTERN, canonicalCode, codeFromLabel, labelFromCode } from "./station-code.ts";

describe("station codes", () => {
  test.each([
    ["Blood test", "blood-test"],
    ["Check-In", "check-in"],
    ["  MRI — SCAN 2 ", "mri-scan-2"],
    ["Röntgen", "rontgen"],
    ["Ｌａｂ", "lab"],
    ["المختبر", "station"],
    ["—", "station"],
    [`${"a".repeat(39)} b`, "a".repeat(39)],
  ])("made of %j: %s", (label, code) => {
    expect(codeFromLabel(label)).toBe(code);
  });

  test("made of any label are valid", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (label) => {
        expect(codeFromLabel(label)).toMatch(CODE_PATTERN);
      }),
    );
  });

  test("of the default stations are those of their labels", () => {
    for (const { code, label } of defaultStations) expect(codeFromLabel(label)).toBe(code);
  });

  test("compare without case", () => {
    expect(canonicalCode(" Check-IN ")).toBe("check-in");
  });

  test.each(["a", "7", "a-b", "a".repeat(40)])("%s is one", (code) => {
    expect(code).toMatch(CODE_PATTERN);
  });

  test.each(["", "-a", "a-", "A", "a b", "a/b", "ä", "a\n", "a".repeat(41)])(
    "%j is none",
    (code) => {
      expect(code).not.toMatch(CODE_PATTERN);
    },
  );

  test("read well without a label", () => {
    expect(labelFromCode("check-in")).toBe("Check in");
    expect(labelFromCode("x")).toBe("X");
  });
});
