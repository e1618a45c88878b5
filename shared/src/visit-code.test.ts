import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readVisitCode, readVisitCodeUrl, type VisitCode, writeVisitCode } from "./visit-code.ts";

const id = "01939e3a-5b00-7abc-8def-0123456789ab";

describe("a visit's code", () => {
  test("is an address whose fragment holds the visit, its day and its language", () => {
    const code = { site: "main", visitId: id, visitDay: "2026-11-20", language: "ar" };
    expect(writeVisitCode(code)).toBe(`/v#${id}.2026-11-20.ar`);
    expect(writeVisitCode({ ...code, site: "eye-clinic" })).toBe(
      `/v/eye-clinic#${id}.2026-11-20.ar`,
    );
    expect(writeVisitCode({ ...code, visitDay: undefined })).toBe(`/v#${id}..ar`);
  });

  test("is read back as it was written, from an address bar and from a camera", () => {
    const code: fc.Arbitrary<VisitCode> = fc.record({
      site: fc.constantFrom("main", "eye-clinic", "v", "x1"),
      visitId: fc.uuid(),
      visitDay: fc.option(
        fc
          .date({ min: new Date("0001-01-01"), max: new Date("9999-12-31"), noInvalidDate: true })
          .map((date) => date.toISOString().slice(0, 10)),
        { nil: undefined },
      ),
      language: fc.constantFrom("en", "es", "zh", "fil"),
    });
    fc.assert(
      fc.property(code, (given) => {
        const [path = "", fragment] = writeVisitCode(given).split("#");
        const origin = "https://clinic.example:8443";
        expect(readVisitCode(path, `#${fragment}`)).toEqual(given);
        expect(readVisitCodeUrl(origin + writeVisitCode(given))).toEqual({ ...given, origin });
      }),
    );
  });

  test.each([
    ["a station's poster", "/s/lab", ""],
    ["no fragment", "/v", ""],
    ["an upper-case id", "/v", `#${id.toUpperCase()}.2026-11-20.en`],
    ["an id that is no UUID", "/v", "#1.2026-11-20.en"],
    ["a day that does not exist", "/v", `#${id}.2026-02-30.en`],
    ["a month that does not exist", "/v", `#${id}.2026-13-01.en`],
    ["no language", "/v", `#${id}.2026-11-20.`],
    ["a language that is none", "/v", `#${id}.2026-11-20.EN`],
    ["something after it", "/v", `#${id}.2026-11-20.en.x`],
    ["something before it", "/v", `#x${id}.2026-11-20.en`],
    ["one dot only", "/v", `#${id}.en`],
    ["a deeper path", "/v/a/b", `#${id}.2026-11-20.en`],
    ["a site that cannot be", "/v/-a", `#${id}.2026-11-20.en`],
    ["another page", "/visit", `#${id}.2026-11-20.en`],
  ])("is not %s", (_, path, fragment) => {
    expect(readVisitCode(path, fragment)).toBeUndefined();
  });

  test.each([
    ["plain text", "hello"],
    ["a query", `https://clinic.example/v?x=1#${id}.2026-11-20.en`],
    ["a script", `javascript:alert(1)#${id}.2026-11-20.en`],
  ])("a camera that reads %s has read none", (_, text) => {
    expect(readVisitCodeUrl(text)).toBeUndefined();
  });
});
