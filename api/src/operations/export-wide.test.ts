import { afterAll, beforeAll, expect, test } from "vitest";
import { createPhone } from "../testing/phone.ts";
import { type AppUnderTest, startApp } from "../testing/start-app.ts";

const START = Date.parse("2026-03-10T08:00:00.000Z");
const MINUTE = 60_000;
let sut: AppUnderTest;
beforeAll(async () => {
  sut = await startApp({ nowMs: START + 60 * MINUTE });
  await sut.addSite("main", {
    stations: [
      { code: "entrance", label: "Entrance", kind: "entrance" },
      { code: "lab", label: "=Lab, 1st floor", kind: "service" },
      { code: "check-out", label: "Check-Out", kind: "exit" },
    ],
  });
});
afterAll(() => sut.close());

const visit = async (number: number, stations: string[]) => {
  const phone = createPhone({ visit: number, visitDay: "2026-03-10", startedMs: START });
  const entries = stations.map((station, index) => phone.scan(START + index * MINUTE, station));
  const body = phone.push(sut.clock.nowMs, [...entries, phone.reason(START, "check-up")]);
  await sut.anyone("POST", "/api/v1/public/sites/main/scans", body);
  return phone.visitId;
};

const download = async (query = "from=2026-03-09&to=2026-03-10") => {
  const answer = await sut.staff("GET", `/api/v1/sites/main/export.csv?${query}`);
  return { answer, lines: (await answer.text()).split("\r\n") };
};

test("has a row per visit and a further column for a repeated station", async () => {
  const one = await visit(1, ["entrance", "lab", "lab", "check-out"]);
  const two = await visit(2, ["entrance"]);
  const { answer, lines } = await download();
  expect(answer.headers.get("content-type")).toMatch(/^text\/csv/);
  expect(answer.headers.get("content-disposition")).toBe(
    'attachment; filename="throughline-main-2026-03-09-2026-03-10.csv"',
  );
  expect(lines[0]).toBe(
    `Visit,Day,Arrival hour,Reason,Status,Scans,Scans without time,Entrance,"'=Lab, 1st floor","'=Lab, 1st floor 2",Check-Out`,
  );
  const rows = lines.slice(1, -1).map((line) => line.slice(line.indexOf(",") + 1));
  expect(rows.sort()).toEqual([
    "2026-03-10,8,Check-up,completed,4,0,0,60,120,180",
    "2026-03-10,8,Check-up,open,1,0,0,,,",
  ]);
  expect(lines.join()).not.toMatch(new RegExp(`${one}|${two}`));
});

test("gives a visit another name in every export", async () => {
  const namesOf = async () =>
    (await download()).lines.slice(1, -1).map((line) => line.slice(0, 16));
  const [first, second] = [await namesOf(), await namesOf()];
  expect(first).toHaveLength(2);
  expect(new Set([...first, ...second]).size).toBe(4);
});

test("of days without visits is its header alone", async () => {
  const { lines } = await download("from=2026-01-01&to=2026-01-02");
  expect(lines).toHaveLength(2);
  expect(lines[1]).toBe("");
});

test("that breaks on the way breaks the download and is logged", async () => {
  const { readDay } = sut.store.events;
  let reads = 0;
  sut.store.events.readDay = (...parameters) =>
    // The two days of the columns, then the first of the rows.
    ++reads > 2 ? Promise.reject(new TypeError("SECRET")) : readDay(...parameters);
  sut.logLines.length = 0;
  const answer = await sut.staff(
    "GET",
    "/api/v1/sites/main/export.csv?from=2026-03-10&to=2026-03-11",
  );
  await expect(answer.text()).rejects.toThrow();
  sut.store.events.readDay = readDay;
  expect(sut.logLines.join()).toContain('"error":"TypeError"');
  expect(sut.logLines.join()).not.toContain("SECRET");
});
