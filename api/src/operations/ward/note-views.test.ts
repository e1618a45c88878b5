import { shownEpisodeOf } from "@throughline/shared/alert.ts";
import { admission } from "@throughline/shared/testing/ward-facts.ts";
import { expect, test } from "vitest";
import { startMonitoredWard } from "../../testing/monitored-ward.ts";
import { uuid } from "../../testing/phone.ts";
import { noteViews } from "./note-views.ts";
import { recordViews } from "./record-views.ts";

const START = Date.parse("2026-11-16T00:00:00.000Z");
const at = (hours: number) => new Date(START + hours * 3_600_000).toISOString();
const EPISODE = `1@${at(0)}`;

/** Of two patients whose first stays began together, who is escalated after these were on a screen. */
const escalatedAfterSeeing = async (episodes: string[]) => {
  const ward = await startMonitoredWard({ nowMs: START });
  for (const patientId of ["ama", "bo"]) await ward.admit(admission(patientId, "1", at(0)));
  ward.clock.nowMs = Date.parse(at(48));
  await ward.tick();
  const body = {
    ward: "A",
    screen: "tablet" as const,
    dataAsOf: at(48),
    monitorAt: null,
    episodes,
  };
  const view = {
    ...{ id: uuid(1), type: "view" as const, body, tablet: "tablet" },
    ...{ at: at(48.2), uncertaintyMs: 0, receivedAt: at(48.2) },
  };
  await recordViews(ward.deps, ward.site, [{ view, timeUnknown: false }], "somebody");
  ward.clock.nowMs = Date.parse(at(48.5));
  await ward.tick();
  const log = await ward.alertLog(at(48).slice(0, 10));
  return log.flatMap(({ what, patientId }) => (what === "escalated" ? [patientId] : [])).sort();
};

test("two patients may share a stay's number and its beginning, and no view", async () => {
  expect(await escalatedAfterSeeing([])).toEqual(["ama", "bo"]);
  expect(await escalatedAfterSeeing([shownEpisodeOf("ama", EPISODE)])).toEqual(["bo"]);
});

test("what screens of older pages recorded, without the patient, counts as before", async () => {
  expect(await escalatedAfterSeeing([EPISODE])).toEqual([]);
});

test("a ward remembers as many views as one item holds, the latest ones", () => {
  const name = (index: number) => `${index}`.padStart(1_000, "x");
  const seen = (from: number, to: number) =>
    new Map(
      Array.from({ length: to - from }, (_, index) => [
        name(from + index),
        at((from + index) / 60),
      ]),
    );
  const known = noteViews({}, seen(0, 250), at(-1)) ?? {};
  expect(Object.keys(known)).toHaveLength(250);
  const more = noteViews(known, seen(250, 400), at(-1)) ?? {};
  expect(Object.keys(more)).toHaveLength(290);
  expect([more[name(399)], more[name(110)], more[name(109)]]).toEqual([
    at(399 / 60),
    at(110 / 60),
    undefined,
  ]);
  expect(noteViews(more, seen(399, 400), at(-1)), "no news").toBeUndefined();
});
