// The phone brings the database that the guide's cache opens, so it comes first.
// biome-ignore assist/source/organizeImports: the order matters here.
import { createPhone } from "../journal/testing/phone.ts";
import type { Guide } from "@throughline/shared/api.ts";
import { defaultSettings } from "@throughline/shared/site.ts";
import { expect, test } from "vitest";
import { keptGuide } from "./guide.ts";
import { append, readSnapshot } from "../journal/journal.ts";
import { refreshGuide } from "./refresh-guide.ts";

const settings = defaultSettings("Europe/Berlin");
const guide: Guide = {
  site: "main",
  name: settings.name,
  timeZone: settings.timeZone,
  visitLimitHours: 3,
  retentionDays: null,
  stations: settings.stations.map((station) =>
    station.code === "lab" ? { ...station, labels: { es: "Laboratorio" } } : station,
  ),
  reasons: [],
  waits: { builtAt: null, fromDay: null, toDay: null, expected: [] },
  now: "2026-11-20T09:00:00.000Z",
};

test("what recording needs of a fetched guide is remembered, and all of it is kept", async () => {
  const { journal } = createPhone(async () => Response.json(guide));
  await append(journal, { type: "scan", site: "main", station: "check-out" });
  expect(await refreshGuide(journal, "main")).toEqual(guide);
  expect(await keptGuide("main")).toEqual(guide);
  const remembered = (await readSnapshot(journal)).guide;
  expect(remembered).toMatchObject({
    timeZone: "Europe/Berlin",
    visitLimitHours: 3,
    exits: ["check-out"],
  });
  expect(remembered?.labels.lab).toEqual({ "": "Lab", es: "Laboratorio" });
});

test.each([
  ["no server", () => Promise.reject(new TypeError("Failed to fetch"))],
  ["an answer of something else", async () => new Response("<h1>Wi-Fi</h1>")],
  ["a guide that cannot be read", async () => Response.json({ ...guide, stations: "none" })],
])("with %s nothing is remembered", async (_name, fetch) => {
  const { journal } = createPhone(fetch);
  await append(journal, { type: "scan", site: "annex", station: "lab" });
  expect(await refreshGuide(journal, "annex")).toBeUndefined();
  expect((await readSnapshot(journal)).guide).toBeUndefined();
});
