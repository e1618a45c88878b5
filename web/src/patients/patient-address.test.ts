import fc from "fast-check";
import { expect, it } from "vitest";
import { patientHref, patientIdOf } from "./patient-address.ts";

it("gives every id back, as a browser keeps the address", () => {
  const id = fc
    .oneof(
      fc.string({ unit: "grapheme", minLength: 1 }),
      fc.constantFrom("a#b", "a/b", "%23", "é?x"),
    )
    // No browser keeps these two, however they are written (WHATWG URL, dot segments).
    .filter((text) => text !== "." && text !== "..");
  fc.assert(
    fc.property(id, (text) => {
      const { pathname, search } = new URL(patientHref(text, "main"), "https://flow.example.org");
      expect([patientIdOf(pathname), search]).toEqual([text, "?site=main"]);
    }),
  );
});

it("finds none where none is", () => {
  expect(patientIdOf("/staff/patients")).toBeNull();
  expect(patientIdOf("/staff/patients/")).toBeNull();
  expect(patientIdOf("/staff/patients/%E0%A4%A")).toBeNull();
});
