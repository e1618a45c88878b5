import { readFileSync } from "node:fs";
import { simulateHospitalDay } from "@throughline/shared/testing/hospital-day.ts";
import { clinicDay } from "@throughline/shared/time.ts";
import { XmlDocument, type XmlElement, XsdValidator } from "libxml2-wasm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createPhone } from "../testing/phone.ts";
import { type AppUnderTest, startApp } from "../testing/start-app.ts";
import { requireSettings } from "./site-settings.ts";
import { storeEvents } from "./store-events.ts";

const START = Date.parse("2026-03-10T08:00:00.000Z");
const DAY = "2026-03-10";
let sut: AppUnderTest;
beforeAll(async () => {
  sut = await startApp({ nowMs: START + 3_600_000 });
});
afterAll(() => sut.close());

const download = async (site: string, query = `from=${DAY}&to=${DAY}`) => {
  const answer = await sut.staff("GET", `/api/v1/sites/${site}/xes?${query}`);
  return { answer, text: await answer.text() };
};

/** Parses with libxml2 and validates; throws what is wrong. */
const validate = (text: string): XmlDocument => {
  const schema = XmlDocument.fromBuffer(
    readFileSync(new URL("../testing/xes.xsd", import.meta.url)),
  );
  const log = XmlDocument.fromString(text);
  using validator = XsdValidator.fromDoc(schema);
  validator.validate(log);
  schema.dispose();
  return log;
};

const find = (from: XmlDocument | XmlElement, path: string) => from.find(path) as XmlElement[];
const readValue = (element: XmlElement, key: string) =>
  (element.get(`*[@key="${key}"]/@value`) as { value: string } | null)?.value;

test("is a valid log: a trace per visit, an event per scan, in order", async () => {
  await sut.addSite("main", {
    name: 'Fever & "Pain" <clinic>',
    stations: [
      { code: "entrance", label: "Entrance", kind: "entrance" },
      { code: "lab", label: "R&D\t<lab>\u0001 😀", kind: "service" },
      { code: "check-out", label: "Check-Out", kind: "exit" },
    ],
  });
  const phone = createPhone({ visit: 1, visitDay: DAY, startedMs: START });
  const undone = phone.scan(START + 1, "lab");
  const entries = [
    phone.scan(START, "entrance"),
    undone,
    phone.void(START + 2, undone.id),
    phone.scan(START + 60_001, "lab"),
    phone.reason(START + 61_000, "check-up"),
    phone.scan(START + 90_002, "check-out"),
  ];
  const body = phone.push(sut.clock.nowMs, entries);
  await sut.anyone("POST", "/api/v1/public/sites/main/scans", body);

  const { answer, text } = await download("main");
  expect(answer.headers.get("content-type")).toBe("application/xml; charset=utf-8");
  expect(answer.headers.get("content-disposition")).toContain(
    "throughline-main-2026-03-10-2026-03-10.xes",
  );
  expect(text).not.toContain(phone.visitId);
  const log = validate(text);
  expect(find(log, "/log/extension/@prefix").map(({ content }) => content)).toEqual([
    "concept",
    "lifecycle",
    "time",
  ]);
  const [trace, ...others] = find(log, "/log/trace") as [XmlElement, ...XmlElement[]];
  expect(others).toEqual([]);
  expect(readValue(trace, "concept:name")).toMatch(/^[0-9a-f]{16}$/);
  expect(["status", "reason", "day", "ended"].map((key) => readValue(trace, key))).toEqual([
    "completed",
    "Check-up",
    DAY,
    "false",
  ]);
  const keys = ["concept:name", "time:timestamp", "lifecycle:transition", "station"];
  expect(find(trace, "event").map((event) => keys.map((key) => readValue(event, key)))).toEqual([
    ["Entrance", "2026-03-10T08:00:00.000Z", "complete", "entrance"],
    ["R&D\t<lab>\uFFFD 😀", "2026-03-10T08:01:00.001Z", "complete", "lab"],
    ["Check-Out", "2026-03-10T08:01:30.002Z", "complete", "check-out"],
  ]);
  log.dispose();
});

test("is valid for a hospital's day, and gives no time where none is known", async () => {
  await sut.addSite("hospital", { timeZone: "Europe/Berlin" });
  const day = "2026-03-02";
  const events = simulateHospitalDay({ seed: 9, scans: 1_500, day, timeZone: "Europe/Berlin" });
  const settings = await requireSettings(sut.store, "hospital");
  const dated = events.map((event) => ({ day, event }));
  await storeEvents({ store: sut.store, now: sut.deps.now }, "hospital", settings, dated);
  const answer = await sut.staff("GET", `/api/v1/sites/hospital/flow/days/${day}`);
  const figures = (await answer.json()) as {
    visits: number;
    scans: number;
    quality: { unknownTimes: number };
  };

  const { text } = await download("hospital", `from=${day}&to=${day}`);
  const log = validate(text);
  expect(find(log, "/log/trace")).toHaveLength(figures.visits);
  expect(find(log, "/log/trace/event")).toHaveLength(figures.scans);
  const timeless = find(log, '//event[not(date/@key="time:timestamp")]');
  expect(figures.quality.unknownTimes).toBeGreaterThan(0);
  expect(timeless).toHaveLength(figures.quality.unknownTimes);
  for (const event of timeless) expect(readValue(event, "received")).toBeDefined();
  log.dispose();
});

test("of days without visits is a valid log without traces", async () => {
  await sut.addSite("empty");
  const { text } = await download("empty", `from=2026-01-01&to=${clinicDay(START, "UTC")}`);
  const log = validate(text);
  expect(find(log, "/log/trace")).toEqual([]);
  log.dispose();
});

test("the schema refuses a log that is not as the standard has it", () => {
  const text = '<log xes.version="1849-2016" xes.features=""/>';
  expect(() => validate(text)).toThrow(/xes.version|extension/);
});
