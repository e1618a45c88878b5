import fc from "fast-check";
import { expect, test } from "vitest";
import { hour, hourMs, labTest, stay } from "../testing/ward-builders.ts";
import { defaultWardSettings } from "../ward.ts";
import { matchTest, testsOfStay } from "./match-tests.ts";

const rule = defaultWardSettings.counting;
const first = stay({ dischargedAt: hour(24), status: "discharged" });
const second = stay({ admissionId: "a2", admittedAt: hour(30) });

test("a test that names a stay of its patient belongs to it, also from before it began", () => {
  const stays = [first, second];
  expect(matchTest(labTest("t", hour(5), { admissionId: "a2" }), stays)).toEqual({
    admissionId: "a2",
  });
  expect(matchTest(labTest("t", hour(5), { admissionId: "a3" }), stays)).toBe("none");
});

test("one that names none belongs to the one stay that held its instant, the ends included", () => {
  const nameless = (at: string) => labTest("t", at, { admissionId: "" });
  const stays = [first, second];
  expect(matchTest(nameless(hour(0)), stays)).toEqual({ admissionId: "a1" });
  expect(matchTest(nameless(hour(24)), stays)).toEqual({ admissionId: "a1" });
  expect(matchTest(nameless(new Date(hourMs(24) + 1).toISOString()), stays)).toBe("none");
  expect(matchTest(nameless(hour(30)), stays)).toEqual({ admissionId: "a2" });
  const both = [first, stay({ admissionId: "a2", admittedAt: hour(20) })];
  expect(matchTest(nameless(hour(22)), both)).toBe("ambiguous");
  const cancelled = [first, stay({ admissionId: "a2", admittedAt: hour(20), status: "cancelled" })];
  expect(matchTest(nameless(hour(22)), cancelled)).toEqual({ admissionId: "a1" });
});

test("as one stay ends and the next begins, a test that names none belongs to the next", () => {
  const nameless = labTest("t", hour(24), { admissionId: "" });
  const next = stay({ admissionId: "a2", admittedAt: hour(24) });
  expect(matchTest(nameless, [first, next])).toEqual({ admissionId: "a2" });
  // One that goes on beside them may have had the test as well.
  const beside = stay({ admissionId: "a3", admittedAt: hour(-5) });
  expect(matchTest(nameless, [first, next, beside])).toBe("ambiguous");
  expect(matchTest(nameless, [next, { ...next, admissionId: "a4" }])).toBe("ambiguous");
});

test("the last test is the latest that counts, and none after the stay", () => {
  const tests = [
    labTest("t1", hour(2)),
    labTest("t3", hour(9), { status: "cancelled" }),
    labTest("t2", hour(8)),
    labTest("t4", hour(25)),
    labTest("t5", hour(10), { status: "beamed up" }),
  ];
  const found = testsOfStay(first, [first], tests, rule);
  expect(found.last?.testId).toBe("t2");
  expect(found.unmapped?.testId).toBe("t5");
  expect(testsOfStay(stay(), [stay()], tests, rule).last?.testId).toBe("t4");
});

test("an unmapped test before the last one is of no interest", () => {
  const tests = [labTest("t1", hour(2)), labTest("t2", hour(1), { status: "beamed up" })];
  expect(testsOfStay(first, [first], tests, rule).unmapped).toBeNull();
});

test("what was asked for or not done never counts, and types may be left out", () => {
  const ordered = ["Ordered", "requested", "SCHEDULED", "not_performed", "entered in error"].map(
    (status, index) => labTest(`t${index}`, hour(5), { status }),
  );
  expect(testsOfStay(stay(), [stay()], ordered, rule)).toEqual({ last: null, unmapped: null });
  const glucose = labTest("t", hour(5), { testType: "Glucose strip" });
  const except = { ...rule, types: { rule: "except" as const, names: ["glucose STRIP "] } };
  expect(testsOfStay(stay(), [stay()], [glucose], except).last).toBeNull();
  const only = { ...rule, types: { rule: "only" as const, names: ["glucose strip"] } };
  expect(testsOfStay(stay(), [stay()], [glucose, labTest("u", hour(6))], only).last?.testId).toBe(
    "t",
  );
});

test("the order in which tests and stays are known changes nothing, not even at one instant", () => {
  const tests = fc.uniqueArray(
    fc.record({
      testId: fc.constantFrom("t1", "t2", "t3", "t4", "t5"),
      at: fc.integer({ min: 0, max: 4 }),
      status: fc.constantFrom("final", "cancelled", "odd", ""),
      admissionId: fc.constantFrom("", "a1", "a2"),
    }),
    { selector: ({ testId }) => testId },
  );
  fc.assert(
    fc.property(
      tests.chain((all) =>
        fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
      ),
      ([one, other]) => {
        const asTests = (list: typeof one) =>
          list.map(({ testId, at, ...rest }) => labTest(testId, hour(at * 8), rest));
        const found = testsOfStay(first, [first, second], asTests(one), rule);
        expect(testsOfStay(first, [second, first], asTests(other), rule)).toEqual(found);
      },
    ),
  );
});
