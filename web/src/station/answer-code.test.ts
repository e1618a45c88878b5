import { afterEach, expect, test } from "vitest";
import { readSnapshot } from "../journal/journal.ts";
import { createClinicServer } from "../journal/testing/clinic-server.ts";
import { createPhone, type Phone } from "../journal/testing/phone.ts";
import { answerCode } from "./answer-code.ts";

const visit = "01939e3a-5b00-7abc-8def-0000000000ad";
const place = { site: "main", station: "lab", origins: ["https://flow.example"] };
let tablet: Phone;
const answer = (text: string) => answerCode(tablet.journal, place, text);
const recorded = async () => (await readSnapshot(tablet.journal)).forOthers;
afterEach(() => tablet.journal.storage.close());

test("a visit's code is recorded once a minute and answered in its language", async () => {
  tablet = createPhone(createClinicServer().fetch);
  const code = `https://flow.example/v#${visit}.2026-11-20.ar`;
  const at = "2026-11-20T09:00:00.000Z";
  expect(await answer(code)).toEqual({ outcome: "recorded", language: "ar", deviceAt: at });
  tablet.clock.wallMs += 59_999;
  expect(await answer(code)).toEqual({ outcome: "repeated", language: "ar", deviceAt: at });
  expect(await recorded()).toMatchObject([{ body: { visitId: visit, station: "lab" } }]);
  tablet.clock.wallMs += 1;
  expect(await answer(code)).toMatchObject({ outcome: "recorded" });
  expect(await answer(code.replace(".ar", ".tlh"))).toMatchObject({ language: "en" });
});

test("other codes are answered and leave nothing behind", async () => {
  tablet = createPhone(createClinicServer().fetch);
  expect(await answer("https://flow.example/s/lab")).toEqual({ outcome: "poster", language: "en" });
  expect(await answer("4006381333931")).toEqual({ outcome: "foreign", language: "en" });
  expect(await answer(`https://elsewhere.example/v#${visit}..es`)).toMatchObject({
    outcome: "foreign",
  });
  expect(await recorded()).toEqual([]);
});

test("a disk that refuses is said, never taken for a record", async () => {
  tablet = createPhone(createClinicServer().fetch);
  const full = new DOMException("", "QuotaExceededError");
  const journal = {
    ...tablet.journal,
    storage: { ...tablet.journal.storage, write: () => Promise.reject(full) },
  };
  const code = `https://flow.example/v#${visit}..es`;
  expect(await answerCode(journal, place, code)).toEqual({ outcome: "failed", language: "es" });
});
