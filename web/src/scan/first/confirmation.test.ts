import { beforeEach, expect, test, vi } from "vitest";
import { first as strings } from "../../i18n/first/en.ts";
import type { Language } from "../../i18n/languages.ts";
import type { LocalEntry } from "../../journal/device.ts";
import type { Snapshot } from "../../journal/journal.ts";
import { type Circumstances, confirm } from "./confirmation.ts";

beforeEach(() => {
  vi.stubGlobal("navigator", { languages: ["en-GB"] });
});

const usual: Circumstances = {
  noStation: false,
  recording: undefined,
  arriving: false,
  repeated: false,
  stored: true,
  pushFailed: false,
};
const scan = { id: "scan-1", station: "vitals", deviceAt: "2026-11-20T10:42:00.000Z" };
/** It is told in the phone's own zone, and not every zone is whole hours away. */
const minutes = String(new Date(scan.deviceAt).getMinutes()).padStart(2, "0");
const snapshot = (entries: Partial<LocalEntry>[]): Snapshot => ({
  device: {
    nextSeq: 1,
    offsetMs: 0,
    latestSite: "main",
    visits: {
      main: { visitId: "v", visitDay: "2026-11-20", visitStartedAt: scan.deviceAt, scans: [scan] },
    },
  },
  guide: {
    timeZone: "UTC",
    visitLimitHours: 12,
    exits: [],
    labels: { vitals: { "": "Vitals room", es: "Signos vitales" } },
  },
  entries: entries as LocalEntry[],
  forOthers: [],
});
const waiting = { id: "scan-1" };
const rejected = { id: "scan-1", rejected: { code: "UNKNOWN_STATION" as const, at: "" } };
const speaking = (language: Language, words = strings) => ({
  current: () => language,
  strings: () => words,
});
const inEnglish = speaking("en");

test.each([
  ["on this phone only", [waiting], {}, strings.saved],
  ["after a failed push", [waiting], { pushFailed: true }, strings.waiting],
  ["confirmed by the server", [], {}, strings.received],
  [
    "confirmed while another entry waits",
    [{ id: "other" }],
    { pushFailed: true },
    strings.received,
  ],
  ["in memory only", [waiting], { stored: false }, strings.unstored],
  ["sent from memory", [], { stored: false }, strings.unstoredReceived],
])("says what is true of a scan %s", (_name, entries, circumstances, status) => {
  const shown = confirm(snapshot(entries), { ...usual, ...circumstances }, inEnglish);
  expect(shown).toMatchObject({ station: "Vitals room", done: true, status });
  expect(shown.time).toMatch(new RegExp(`^\\d?\\d:${minutes}`));
  expect(shown.purpose).toContain("does not check you in");
});

test.each([
  ["without a visit", undefined, {}],
  ["while it is asked whose visit to go on with", snapshot([]), { arriving: true }],
])("says what scans are for %s", (_name, known, circumstances) => {
  const shown = confirm(known, { ...usual, ...circumstances }, inEnglish);
  expect(shown).toMatchObject({ station: undefined, status: "", purpose: strings.purpose });
});

test("a refused scan bears no tick", () => {
  const shown = confirm(snapshot([rejected]), usual, inEnglish);
  expect(shown).toMatchObject({ done: false, status: strings.refused });
});

test("there is no tick before the scan is recorded", () => {
  const shown = confirm(undefined, { ...usual, recording: "check-in" }, inEnglish);
  expect(shown).toMatchObject({ station: "Check in", done: false, status: strings.saving });
});

test("a second scan within a minute says when the first one was", () => {
  const { status } = confirm(snapshot([]), { ...usual, repeated: true }, inEnglish);
  expect(status).toMatch(
    new RegExp(`You scanned here at \u2068\\d?\\d:${minutes}.*\u2069.* counts once`),
  );
});

test("the station has its name in the reader's language", () => {
  expect(confirm(snapshot([]), usual, speaking("es"))).toMatchObject({
    station: "Signos vitales",
    stationLang: "es",
  });
});

test("a name without a translation is the site's own, and marked as that", () => {
  const own = { station: "Vitals room", stationLang: "en" };
  expect(confirm(snapshot([]), usual, speaking("ar"))).toMatchObject(own);
  const made = { station: "Eye test", stationLang: "en" };
  const circumstances = { ...usual, recording: "eye-test" };
  expect(confirm(undefined, circumstances, speaking("hi"))).toMatchObject(made);
});

test("without a visit nothing is claimed", () => {
  const empty = { ...snapshot([]), device: { nextSeq: 0, offsetMs: 0, visits: {} } };
  expect(confirm(empty, usual, inEnglish)).toMatchObject({
    station: undefined,
    done: false,
    status: "",
  });
});

test("until the words are there, it is the tick, the station and the time", () => {
  const wordless = { current: () => "ar" as const, strings: () => undefined };
  const shown = confirm(snapshot([waiting]), { ...usual, repeated: true }, wordless);
  expect(shown).toMatchObject({ station: "Vitals room", done: true, status: "", purpose: "" });
  expect(shown.time).toBeTruthy();
  const nowhere = confirm(undefined, { ...usual, noStation: true }, wordless);
  expect(nowhere).toMatchObject({ station: undefined, done: false, status: "" });
});
