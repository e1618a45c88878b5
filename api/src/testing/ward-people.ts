import type { Admission } from "@throughline/shared/admission.ts";
import { hour, labTest, stay } from "@throughline/shared/testing/ward-builders.ts";
import type { SeededPatient } from "./seed-ward.ts";

/** The hour of now, for whoever asks about `people`. */
export const NOW = 100;

/** A patient whose stay is named after them, with tests at these instants. */
export const person = (
  id: string,
  rest: Partial<Admission>,
  tests: string[] = [],
  earlier: SeededPatient["stays"] = [],
): SeededPatient => ({
  patient: {
    patientId: id,
    firstName: `First ${id}`,
    lastName: `Last ${id}`,
    dateOfBirth: "1950-02-03",
    gender: "f",
  },
  stays: [stay({ patientId: id, admissionId: `a-${id}`, ...rest }), ...earlier],
  tests: tests.map((at, index) =>
    labTest(`${id}-${index}`, at, { patientId: id, admissionId: `a-${id}` }),
  ),
});

/** Now is hour 100: due are those whose last test, or else admission, was at hour 52 or before. */
export const people = () => [
  person("exactly", { bed: "10" }, [hour(52)]),
  person("not-yet", { bed: "9" }, [hour(52.001)]),
  person("never", { bed: "2", admittedAt: hour(10) }),
  person("fresh", { bed: "1" }, [hour(99)]),
  person("gone", { status: "discharged", dischargedAt: hour(60) }),
  person("planned", { bed: "3", dischargedAt: hour(120) }, [hour(51)]),
  person("cancelled", { status: "cancelled" }),
  person("elsewhere", { ward: "ICU", bed: "" }, [hour(20)]),
  person("nowhere", { ward: "", bed: "" }, [hour(30)]),
];
