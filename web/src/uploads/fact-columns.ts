import type { Facts } from "@throughline/shared/csv/check-row.ts";
import { nameOf } from "@throughline/shared/patient.ts";
import { formatFullTime, NOTHING } from "../ui/format.ts";
import { wardName } from "../ui/ward-name.ts";

const stays = { active: "In hospital", discharged: "Discharged", cancelled: "Cancelled" };

/** What a row says, under names that people know; times at the site. */
export const describeFacts = (facts: Facts, timeZone: string): [string, string][] => {
  const time = (at: string | null) => (at === null ? NOTHING : formatFullTime(at, timeZone));
  if (facts.kind === "lis") {
    const { test } = facts;
    return [
      ["Test", test.testId],
      ["Patient", test.patientId],
      ["Type", test.testType],
      ["Performed", time(test.performedAt)],
      ["Result", test.result || NOTHING],
      ["Status", test.status || NOTHING],
      ["Stay", test.admissionId || NOTHING],
    ];
  }
  if (facts.kind === "pms") {
    const { patient, stay } = facts;
    return [
      ["Patient", patient.patientId],
      ["Name", nameOf(patient)],
      ["Born", patient.dateOfBirth ?? NOTHING],
      ["Stay", stay?.admissionId ?? NOTHING],
      ["Ward", stay ? wardName(stay.ward) : NOTHING],
      ["Bed", stay?.bed || NOTHING],
      ["Status", stay ? stays[stay.status] : NOTHING],
      ["Admitted", time(stay?.admittedAt ?? null)],
      ["Discharged", time(stay?.dischargedAt ?? null)],
    ];
  }
  const { record } = facts;
  return [
    ["Number", record.medicalRecordNumber],
    ["Time", time(record.dateTime)],
    ["Name", [record.lastName, record.firstName].filter(Boolean).join(", ") || NOTHING],
    ["Notes", record.doctorsNotes.slice(0, 80) || NOTHING],
  ];
};
