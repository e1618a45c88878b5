import { defaultSettings } from "@throughline/shared/site.ts";
import { expect, it } from "vitest";
import { checkSettings, problemsOf } from "./problems.ts";

const settings = defaultSettings("UTC");
const [entrance, checkIn] = settings.stations;
if (!entrance || !checkIn) throw new Error("The default settings have stations.");

it("names the field of every problem", () => {
  const checked = checkSettings({
    ...settings,
    name: " ",
    visitLimitHours: 25,
    retentionDays: Number.NaN,
    openingHours: [{ weekday: 1, opens: "18:00", closes: "08:00" }],
    stations: [entrance, { ...checkIn, label: "x".repeat(81) }],
  });
  expect(checked.ok ? "ok" : Object.fromEntries(checked.problems)).toEqual({
    name: "Fill this in.",
    visitLimitHours: "At most 24.",
    retentionDays: "Enter a number.",
    "openingHours.0.closes": "Closes before it opens",
    "stations.1.label": "At most 80 characters.",
  });
});

it("shows a repeated code at the row that repeats it", () => {
  const checked = checkSettings({ ...settings, stations: [entrance, checkIn, { ...entrance }] });
  expect(!checked.ok && checked.problems.has("stations.2.code")).toBe(true);
  expect(!checked.ok && checked.problems.has("stations.0.code")).toBe(false);
});

it("reads the field that the server names, and nothing where it names none", () => {
  const details = { field: "settings.stations.3.label", problem: "too long" };
  expect([...problemsOf(details)]).toEqual([["stations.3.label", "too long"]]);
  expect(problemsOf(undefined).size).toBe(0);
  expect(problemsOf({ field: 3 }).size).toBe(0);
});
