import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { FlowDay } from "@throughline/shared/figures.ts";
import { clinicDay } from "@throughline/shared/time.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { zoneAtTen } from "./demo/clinic-week.ts";
import {
  createFolders,
  type ProductProcess,
  runLocal,
  startProduct,
} from "./testing/product-process.ts";

// About ten in the morning now, so that no test passes a midnight.
const timeZone = zoneAtTen(Date.now());
const folders = createFolders();
const data = folders.make();
let product: ProductProcess;
beforeAll(async () => {
  product = await startProduct(data, ["--port", "0", "--time-zone", timeZone]);
});
afterAll(async () => {
  await product.end("SIGINT");
  folders.removeAll();
});

const replayText = (text: string, args: string[] = []) => {
  const file = join(folders.make(), "log.csv");
  writeFileSync(file, text);
  return runLocal("replay-event-log.ts", ["--file", file, "--data", data, ...args]);
};

test("a log happens again today, faster, and once more when it is played once more", async () => {
  const log = [
    "case,activity,time",
    "one,Entrance,2019-05-06T08:00:00Z",
    "one,Vitals,2019-05-06T08:30:00Z",
    "two,Entrance,2019-05-06T08:10:00Z",
    "one,Check-Out,2019-05-06T09:00:00Z",
    "one,Check-Out,not a time",
  ].join("\n");
  const today = clinicDay(Date.now(), timeZone);
  const { code, stdout, stderr } = await replayText(log, ["--speed", "3600"]);
  expect(stderr).toContain("line 6:");
  expect(stdout).toContain("4 events stored, 0 rejected.");
  expect(code).toBe(0);

  const readDay = async () => {
    const path = `${product.url}/api/v1/sites/main/flow/days/${today}`;
    const answer = await fetch(path, { headers: { "x-throughline-token": product.token } });
    return (await answer.json()) as FlowDay;
  };
  const day = await readDay();
  expect(day).toMatchObject({ visits: 2, scans: 4, completed: 1, open: 1 });
  // An hour of the log is a second of the play, and half of one is floored.
  const wait = day.transitions.find(({ toCode }) => toCode === "vitals");
  expect(wait).toMatchObject({ fromCode: "entrance", n: 1 });
  expect(day.durationSeconds.p50).toBe(1);

  await replayText(log, ["--speed", "3600"]);
  expect(await readDay()).toMatchObject({ visits: 4, scans: 8 });
});

test("an activity that is no station is named before anything is played", async () => {
  const { code, stderr } = await replayText("case,activity,time\na,Nowhere,2019-05-06T08:00:00Z");
  expect(code).toBe(1);
  expect(stderr).toContain('no station with the label "Nowhere"');
});
