import { expect, it } from "vitest";
import { type ListedStay, matchesSearch, readHours, readStatus } from "./patients-filter.ts";

const stay = {
  patient: {
    patientId: "007",
    firstName: "José",
    lastName: "Núñez",
    dateOfBirth: "1961-02-03",
    gender: "",
  },
  admission: { admissionId: "A-1", bed: "12" },
} as ListedStay;

it.each([
  ["nunez", true],
  ["NÚÑ jos", true],
  ["007", true],
  ["a-1", true],
  ["1961-02", true],
  ["", true],
  ["nunez maria", false],
  ["A-2", false],
])("finds by %s: %s", (search, found) => {
  expect(matchesSearch(stay, search)).toBe(found);
});

it("asks for those in hospital unless the address says otherwise", () => {
  expect(readStatus(new URLSearchParams(""))).toBe("active");
  expect(readStatus(new URLSearchParams("status=all"))).toBe("all");
  expect(readStatus(new URLSearchParams("status=discharged"))).toBe("discharged");
  expect(readStatus(new URLSearchParams("status=toString"))).toBe("active");
});

it("takes hours of 0 and more", () => {
  const read = (text: string) => readHours(new URLSearchParams({ hours: text }));
  expect([read("48"), read("0"), read(" 1.5 "), read(""), read("-1"), read("x")]).toEqual([
    "48",
    "0",
    "1.5",
    undefined,
    undefined,
    undefined,
  ]);
});
