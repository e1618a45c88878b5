import { expect, test } from "vitest";
import { groupVisits } from "../analytics/group-visits.ts";
import type { Event } from "../event.ts";
import { end, reason, visitOf, voidOf } from "../testing/builders.ts";
import { eventHeader, eventRows } from "./event-rows.ts";

const day = "2026-11-20";
const settings = {
  stations: [
    { code: "entrance", label: "Entrance", kind: "entrance" as const },
    { code: "lab", label: "=Lab, 1st", kind: "service" as const },
    { code: "out", label: "Out", kind: "exit" as const },
  ],
  reasons: [{ code: "urgent", label: "Urgent" }],
};

test("the event export has a row per unvoided scan, visits one after the other", () => {
  const [first, second, third] = visitOf("later", day, [
    ["entrance", "09:00"],
    ["lab", "09:00"],
    ["out", "09:30:15"],
  ]) as [Event, Event, Event];
  const undone = visitOf("early", day, [["out", "08:01"]])[0];
  if (!undone) throw new Error("no scan");
  const events = [
    third,
    { ...second, timeUnknown: true },
    first,
    ...visitOf("early", day, [
      ["entrance", "08:00"],
      ["eyes", "08:05"],
    ]),
    { ...undone, seq: 9 },
    voidOf(undone),
    reason("early", "urgent", `${day}T08:01:00.000Z`),
    end("early", `${day}T08:06:00.000Z`),
  ];
  const { visits } = groupVisits(events);
  const nameVisit = (visitId: string) => `name-${visitId.length}-${visitId[0]}`;
  expect([eventHeader(), ...eventRows({ day, visits }, { settings, nameVisit })]).toEqual([
    "case,activity,time,received,day,station,kind,reason,reason_code,ended\r\n",
    `name-5-e,Entrance,${day}T08:00:00.000Z,,${day},entrance,entrance,Urgent,urgent,\r\n`,
    `name-5-e,Eyes,${day}T08:05:00.000Z,,${day},eyes,service,Urgent,urgent,yes\r\n`,
    `name-5-l,Entrance,${day}T09:00:00.000Z,,${day},entrance,entrance,,,\r\n`,
    `name-5-l,"'=Lab, 1st",,${day}T09:00:00.000Z,${day},lab,service,,,\r\n`,
    `name-5-l,Out,${day}T09:30:15.000Z,,${day},out,exit,,,\r\n`,
  ]);
});
