import {
  attendanceResponseSchema,
  type SettingsResponse,
  settingsResponseSchema,
  sitesSchema,
} from "@throughline/shared/api.ts";
import { defaultSettings, type SiteSettings } from "@throughline/shared/site.ts";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createPhone } from "../testing/phone.ts";
import { type AppUnderTest, PUBLIC_URL, startApp } from "../testing/start-app.ts";

const NOON = Date.parse("2026-03-10T12:00:00.000Z");
let sut: AppUnderTest;
beforeEach(async () => {
  sut = await startApp({ nowMs: NOON });
  await sut.addSite("main");
});
afterEach(() => sut.close());

const read = async (site = "main"): Promise<SettingsResponse> => {
  const answer = await sut.staff("GET", `/api/v1/sites/${site}/settings`);
  return settingsResponseSchema.parse(await answer.json());
};

const save = async (version: number, settings: unknown, site = "main") => {
  const answer = await sut.staff("PUT", `/api/v1/sites/${site}/settings`, { version, settings });
  return { status: answer.status, json: (await answer.json()) as never };
};

const scan = async (station: string) => {
  const phone = createPhone({ visit: 1, visitDay: "2026-03-10", startedMs: NOON });
  const body = phone.push(NOON, [phone.scan(NOON, station)]);
  const answer = await sut.anyone("POST", "/api/v1/public/sites/main/scans", body);
  const { results } = (await answer.json()) as { results: { status: string; code?: string }[] };
  return results[0];
};

const change = (changes: Partial<SiteSettings>) => ({ ...defaultSettings("UTC"), ...changes });
const without = (code: string) =>
  change({ stations: defaultSettings("UTC").stations.filter((one) => one.code !== code) });

describe("settings", () => {
  test("of a new site are the defaults, and are saved version by version", async () => {
    expect(await read()).toEqual({
      site: "main",
      version: 1,
      settings: defaultSettings("UTC"),
      usedStations: [],
      publicUrl: PUBLIC_URL,
    });
    const saved = await save(1, change({ name: "North" }));
    expect(saved.json).toMatchObject({ version: 2, settings: { name: "North" } });
    expect(await read()).toMatchObject({ version: 2, settings: { name: "North" } });
  });

  test("saved over a version that is not the latest are refused and lost to nobody", async () => {
    await save(1, change({ name: "First" }));
    const late = await save(1, change({ name: "Second" }));
    expect([late.status, late.json]).toMatchObject([
      409,
      { error: { code: "VERSION_CONFLICT", details: { version: 2 } } },
    ]);
    expect((await read()).settings.name).toBe("First");
  });

  test("saved by many at once are saved by one", async () => {
    const attempts = Array.from({ length: 20 }, (_, index) =>
      save(1, change({ name: `Save ${index}` })),
    );
    const statuses = (await Promise.all(attempts)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 409)).toHaveLength(19);
    expect((await read()).version).toBe(2);
  });

  test("with version 0 make a site, once", async () => {
    expect((await save(0, change({ name: "North" }), "north")).status).toBe(200);
    expect((await save(0, change({ name: "Again" }), "north")).status).toBe(409);
    expect((await save(3, change({}), "south")).status).toBe(409);
    const answer = await sut.staff("GET", "/api/v1/sites");
    expect(sitesSchema.parse(await answer.json())).toEqual({
      sites: [
        { site: "main", name: "Main clinic" },
        { site: "north", name: "North" },
      ],
    });
    expect((await sut.staff("GET", "/api/v1/sites/south/settings")).status).toBe(404);
  });

  test("act on the next scan", async () => {
    expect(await scan("x-ray")).toMatchObject({ code: "UNKNOWN_STATION" });
    const { stations } = defaultSettings("UTC");
    const added = { code: "X-Ray", label: "X-ray", kind: "service" as const };
    await save(1, change({ stations: [...stations, added] }));
    expect(await scan("x-ray")).toMatchObject({ status: "stored" });
  });

  test.each([
    ["a zone that does not exist", { timeZone: "Europe/Nowhere" }, "settings.timeZone"],
    [
      "two stations with one code",
      {
        stations: [
          { code: "lab", label: "Lab", kind: "service" },
          { code: "LAB", label: "Laboratory", kind: "service" },
        ],
      },
      "settings.stations",
    ],
    [
      "an empty label",
      { stations: [{ code: "lab", label: " ", kind: "service" }] },
      "settings.stations.0.label",
    ],
    [
      "a language that is none",
      {
        stations: [{ code: "lab", label: "Lab", labels: { SECRET: "x" }, kind: "service" }],
      },
      "settings.stations.0.labels",
    ],
    [
      "hours that end before they begin",
      {
        openingHours: [{ weekday: 1, opens: "18:00", closes: "08:00" }],
      },
      "settings.openingHours.0.closes",
    ],
    ["a limit of 25 hours", { visitLimitHours: 25 }, "settings.visitLimitHours"],
    ["no days kept", { retentionDays: 0 }, "settings.retentionDays"],
  ])("with %s are 400 naming the field", async (_, changes, field) => {
    const { status, json } = await save(1, { ...defaultSettings("UTC"), ...changes });
    expect([status, json]).toMatchObject([400, { error: { details: { field } } }]);
    expect(JSON.stringify(json)).not.toContain("SECRET");
  });
});

describe("a station", () => {
  test("that has scans is retired, not removed", async () => {
    expect(await scan("lab")).toMatchObject({ status: "stored" });
    expect((await read()).usedStations).toEqual(["lab"]);
    const removed = await save(1, without("lab"));
    expect([removed.status, removed.json]).toMatchObject([
      409,
      { error: { code: "STATION_IN_USE", details: { stations: ["lab"] } } },
    ]);
    expect((await save(1, without("imr"))).status).toBe(200);
    const stations = (await read()).settings.stations.map((station) =>
      station.code === "lab" ? { ...station, retired: true } : station,
    );
    expect((await save(2, change({ stations }))).status).toBe(200);
    expect(await scan("lab")).toMatchObject({ status: "duplicate" });
  });

  test("is marked before its first scan, so that a crash in between leaves it safe", async () => {
    const { put } = sut.store.events;
    sut.store.events.put = () => Promise.reject(new Error("stopped here"));
    await scan("lab").catch(() => {});
    sut.store.events.put = put;
    expect((await read()).usedStations).toEqual(["lab"]);
  });
});

test("the time zone is fixed once there are scans", async () => {
  expect((await save(1, change({ timeZone: "Asia/Tokyo" }))).status).toBe(200);
  await scan("lab");
  const moved = await save(2, change({ timeZone: "UTC" }));
  expect([moved.status, moved.json]).toMatchObject([409, { error: { code: "ZONE_FIXED" } }]);
  expect((await save(2, change({ timeZone: "Asia/Tokyo", name: "Tokyo" }))).status).toBe(200);
});

describe("attendance", () => {
  const put = (day: string, people: unknown) =>
    sut.staff("PUT", `/api/v1/sites/main/attendance/${day}`, { people });
  const list = async (from: string, to: string) => {
    const answer = await sut.staff("GET", `/api/v1/sites/main/attendance?from=${from}&to=${to}`);
    return attendanceResponseSchema.parse(await answer.json()).attendance;
  };

  test("is entered per day, changed, taken back, and gives the coverage", async () => {
    await put("2026-03-09", 7);
    await put("2026-03-10", 4);
    await put("2026-03-10", 2);
    await put("2026-03-11", 9);
    expect(await list("2026-03-10", "2026-03-11")).toEqual([
      { day: "2026-03-10", people: 2 },
      { day: "2026-03-11", people: 9 },
    ]);
    await put("2026-03-11", null);
    expect(await list("2026-03-01", "2026-03-31")).toHaveLength(2);
    await scan("lab");
    const day = await sut.staff("GET", "/api/v1/sites/main/flow/days/2026-03-10");
    expect(await day.json()).toMatchObject({
      quality: { coverage: { people: 2, visits: 1, share: 0.5 } },
    });
  });

  test("of no day, no number or no site is refused", async () => {
    expect((await put("2026-02-30", 1)).status).toBe(400);
    expect((await put("2026-03-10", -1)).status).toBe(400);
    expect((await put("2026-03-10", 1.5)).status).toBe(400);
    const nowhere = await sut.staff("PUT", "/api/v1/sites/no/attendance/2026-03-10", { people: 1 });
    expect(nowhere.status).toBe(404);
  });
});
