import { expect, test } from "vitest";
import { defaultFeedProfile } from "../feed-profile.ts";
import { leftUnknown } from "./unknown-status.ts";

const counting = {
  // A word is unknown or not whatever the test's type.
  types: { rule: "only" as const, names: ["CRP"] },
  statuses: ["final", "entnommen"],
};
const profile = {
  ...defaultFeedProfile,
  admissionStatus: { Entlassen: "discharged" as const },
  testStatus: { "In Arbeit": "not-counting" as const },
};

test("of admissions' words those are unknown that neither the profile nor the usual list has", () => {
  const words = ["Entlassen", "ENTLASSEN", "in progress", "In_Progress", "Verlegt", "verlegt", ""];
  expect(leftUnknown(words, { kind: "pms", profile, counting })).toEqual(["Verlegt"]);
});

test("of tests' words those that are neither mapped, counting nor never counting", () => {
  const words = ["in arbeit", "Entnommen", "FINAL", "cancelled", "", "Versandt"];
  expect(leftUnknown(words, { kind: "lis", profile, counting })).toEqual(["Versandt"]);
});

test("records have no status", () => {
  expect(leftUnknown(["x"], { kind: "records", profile, counting })).toEqual([]);
});
