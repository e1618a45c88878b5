import { bedOf, snapshotOf, sourceAt } from "@throughline/shared/testing/ward.ts";
import type { WardBed } from "@throughline/shared/ward-api.ts";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { settleBed } from "../rules/settle-bed.ts";
import { WhyThere } from "./why-there.tsx";

/** A Friday; Berlin is an hour ahead. */
const nowMs = Date.parse("2026-11-20T12:00:00.000Z");

/** Each line as a nurse reads it: its name and what stands beside it. */
const readLines = (bed: WardBed, thresholdHours = 48): Record<string, string> => {
  const snapshot = snapshotOf([bed], nowMs);
  const policy = { ...snapshot.policy, thresholdHours };
  const row = settleBed(bed, { ...snapshot, policy }, [], nowMs);
  const html = renderToStaticMarkup(
    <WhyThere row={row} snapshot={{ ...snapshot, policy }} nowMs={nowMs} />,
  );
  const lines = html.matchAll(/<dt>(.*?)<\/dt><dd>(.*?)<\/dd>/g);
  return Object.fromEntries([...lines].map(([, name, told = ""]) => [name, strip(told)]));
};
const strip = (html: string) => html.replaceAll(/<[^>]*>/g, "");

test("a bed that was tested names the test, its time, its file and line, and the rule", () => {
  const bed = bedOf({ bed: "7", nowMs, testedHoursAgo: 61, testType: "Blood culture" });
  expect(readLines(bed)).toEqual({
    "Last test": "Blood culture, Wed 00:00",
    "Said by": "lis-2026-11-20.csv, line 12",
    "Without a test": "61 h",
    Rule: "Due after 48 h without a test: Fri 00:00, due 13 h ago",
  });
});

test("a bed that was never tested names the admission and where that was said", () => {
  const bed = bedOf({ bed: "3", nowMs, testedHoursAgo: null, admittedHoursAgo: 51 });
  const { admission } = bed;
  const said = {
    ...bed,
    admission: { ...admission, source: sourceAt(admission.firstSeenAt, "pms", 40) },
  };
  expect(readLines(said)).toEqual({
    Tests: "None that counts is known",
    Admitted: "Wed 10:00",
    "Said by": "pms-2026-11-20.csv, line 40",
    "Without a test": "51 h",
    Rule: "Due after 48 h without a test: Fri 10:00, due 3 h ago",
  });
});

test("a stay without a time of admission counts from when a file first told of it", () => {
  const bed = bedOf({ bed: "3", nowMs, testedHoursAgo: null, admittedHoursAgo: 51 });
  const told = readLines({
    ...bed,
    since: "first-seen",
    admission: { ...bed.admission, admittedAt: null },
  });
  expect(told["First seen"]).toBe("Wed 10:00");
  expect(told).not.toHaveProperty("Admitted");
});

test("the rule is the ward's own, and what is longer ago than a week has its date", () => {
  const options = { bed: "7", nowMs, testedHoursAgo: 200, thresholdHours: 72 };
  expect(readLines(bedOf(options), 72)).toMatchObject({
    "Last test": "CRP, 12 Nov, 05:00",
    Rule: "Due after 72 h without a test: Sun 05:00, due 128 h ago",
  });
});
