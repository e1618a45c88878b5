import { CODE_PATTERN } from "@throughline/shared/station-code.ts";
import fc from "fast-check";
import { expect, it } from "vitest";
import { freeCode, moveRow, relabelRow } from "./rows.ts";

it("finds a valid code that is free, whatever the label and whatever is taken", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 80 }), fc.nat({ max: 12 }), (label, count) => {
      const taken: string[] = [];
      for (let i = 0; i <= count; i++) {
        const code = freeCode(label, taken);
        expect(code).toMatch(CODE_PATTERN);
        expect(taken).not.toContain(code);
        taken.push(code);
      }
    }),
  );
});

const row = (key: string, isNew = false) => ({
  key,
  code: key,
  label: key,
  labels: {},
  retired: false,
  isNew,
});

it("lets the code follow the label of a new row only", () => {
  const rows = [row("vitals"), row("new", true)];
  expect(relabelRow(rows, "new", "Vitals")[1]).toMatchObject({ label: "Vitals", code: "vitals-2" });
  expect(relabelRow(rows, "vitals", "Weight")[0]).toMatchObject({
    label: "Weight",
    code: "vitals",
  });
});

it("moves a row as far as there is room", () => {
  const rows = [row("a"), row("b"), row("c")];
  const keys = (moved: { key: string }[]) => moved.map(({ key }) => key).join("");
  expect(keys(moveRow(rows, "a", 1))).toBe("bac");
  expect(keys(moveRow(rows, "c", -1))).toBe("acb");
  expect(keys(moveRow(rows, "a", -1))).toBe("abc");
  expect(keys(moveRow(rows, "c", 1))).toBe("abc");
  expect(keys(moveRow(rows, "nowhere", 1))).toBe("abc");
});
