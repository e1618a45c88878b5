import { testsOfStay } from "@throughline/shared/monitor/match-tests.ts";
import { admission, labTest } from "@throughline/shared/testing/ward-facts.ts";
import { defaultWardSettings } from "@throughline/shared/ward.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { withTests } from "./add-tests.ts";

const at = (hour: number) => `2026-03-10T${String(hour).padStart(2, "0")}:00:00.000Z`;
const tests = fc
  .array(
    fc.record({
      hour: fc.integer({ min: 0, max: 12 }),
      stay: fc.constantFrom("a1", "a1", "a2"),
      status: fc.constantFrom("final", "odd", "ordered"),
      isAdded: fc.boolean(),
    }),
    { maxLength: 10 },
  )
  .map((all) =>
    all.map(({ hour, stay, status, isAdded }, index) => ({
      isAdded: isAdded && stay === "a1",
      told: labTest("p1", `t${index}`, at(hour), { admissionId: stay, status }),
    })),
  );

test("tests that are added to a stay change it as counting all of them anew does", () => {
  const rule = defaultWardSettings.counting;
  fc.assert(
    fc.property(tests, fc.option(fc.integer({ min: 0, max: 12 })), (all, end) => {
      const dischargedAt = end === null ? null : at(end);
      const stay = admission("p1", "a1", at(0), { dischargedAt });
      const count = (some: typeof all) => {
        const told = some.map((one) => one.told);
        const { last, unmapped } = testsOfStay(stay, [stay], told, rule);
        return { lastTest: last, unmapped };
      };
      const added = all.filter(({ isAdded }) => isAdded).map(({ told }) => told);
      const counted = withTests(
        { admission: stay },
        count(all.filter(({ isAdded }) => !isAdded)),
        added,
        rule,
      );
      const expected = count(all);
      expect(counted.lastTest?.testId).toBe(expected.lastTest?.testId);
      expect(counted.unmapped?.testId).toBe(expected.unmapped?.testId);
    }),
  );
});
