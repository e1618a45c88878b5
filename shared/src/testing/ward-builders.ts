import type { Admission } from "../admission.ts";
import type { LabTest } from "../lab-test.ts";
import type { LastTest } from "../monitor/test-gap.ts";
import type { Source } from "../source.ts";
import { defaultWardSettings, type WardPolicy, type WardSettings } from "../ward.ts";
import type { StoredAction, WardAction } from "../ward-entry.ts";

/** 00:00 UTC of the day on which the ward of the tests begins. */
export const WARD_START_MS = Date.UTC(2026, 10, 16);

/** The instant so many hours after it. */
export const hour = (hours: number): string =>
  new Date(WARD_START_MS + Math.round(hours * 3_600_000)).toISOString();
export const hourMs = (hours: number): number => Date.parse(hour(hours));

export const sourceAt = (at: string, line = 2): Source => ({
  fileId: "f1",
  file: "file.csv",
  line,
  sourceAt: at,
  asOf: at,
});

/** An active stay on ward 4B, admitted at hour 0. */
export const stay = (rest: Partial<Admission> = {}): Admission => ({
  patientId: "p1",
  admissionId: "a1",
  ward: "4B",
  bed: "12",
  status: "active",
  statusText: "Active",
  statusKnown: true,
  admittedAt: hour(0),
  dischargedAt: null,
  firstSeenAt: hour(0),
  missingSince: null,
  source: sourceAt(hour(0)),
  ...rest,
});

/** A final blood count of that stay. */
export const labTest = (testId: string, performedAt: string, rest: Partial<LabTest> = {}) => ({
  testId,
  patientId: "p1",
  admissionId: "a1",
  testType: "CBC",
  performedAt,
  result: "",
  status: "final",
  labLocation: "",
  source: sourceAt(performedAt),
  ...rest,
});

export const lastTest = (performedAt: string, testId = "t1"): LastTest => ({
  testId,
  testType: "CBC",
  performedAt,
  source: sourceAt(performedAt),
});

export const wardSettings = (
  policy: Partial<WardPolicy> = {},
  wards: WardSettings["wards"] = [],
): WardSettings => ({
  ...defaultWardSettings,
  policy: { ...defaultWardSettings.policy, ...policy },
  wards,
});

type Wanted =
  | { type: "acknowledge"; what?: "seen" | "sample-taken" | "ordered" }
  | { type: "snooze"; minutes: number }
  | { type: "no-tests"; reviewAt: string }
  | { type: "escalate" }
  | { type: "withdraw"; entryId: string };

/** The lower-case UUID that ends in a number. */
export const entryId = (number: number): string =>
  `00000000-0000-7000-8000-${number.toString(16).padStart(12, "0")}`;

/** An action on the stay above, on ward 4B unless said otherwise. */
export const action = (
  number: number,
  at: string,
  episode: string,
  wanted: Wanted,
  { ward = "4B", by = "Ama", uncertaintyMs = 0, receivedAt = at } = {},
): StoredAction => {
  const { type, ...rest } = wanted;
  const reason = type === "snooze" || type === "no-tests" ? { reason: "Theatre" } : {};
  const what = type === "acknowledge" ? { what: "seen" } : {};
  const target = { ward, patientId: "p1", admissionId: "a1", episode, by: { name: by } };
  const body = { ...target, ...reason, ...what, ...rest } as WardAction["body"];
  return { id: entryId(number), type, body, at, uncertaintyMs, receivedAt, tablet: "tablet-1" };
};
