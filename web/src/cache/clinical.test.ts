import { expect, it } from "vitest";
import { clinicalPath } from "./clinical.ts";

it("encodes what it is given and leaves out what is not there", () => {
  expect(clinicalPath("main", "/patients")).toBe("/patients?site=main");
  const query = { ward: "4B & co", status: undefined, last_test_hours: "" };
  expect(clinicalPath("main", "/patients", query)).toBe("/patients?site=main&ward=4B+%26+co");
});
