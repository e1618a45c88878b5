import { Readable } from "node:stream";
import { AppError } from "@throughline/shared/errors.ts";
import { defaultFeedProfile } from "@throughline/shared/feed-profile.ts";
import { headerReportSchema } from "@throughline/shared/header-report.ts";
import { feedsSchema, listedFeedSchema } from "@throughline/shared/upload-api.ts";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ingestFile } from "../operations/ingest/ingest-file.ts";
import { type AppUnderTest, startApp } from "../testing/start-app.ts";

const NOW = Date.parse("2026-11-21T12:00:00.000Z");
let sut: AppUnderTest;
beforeEach(async () => {
  sut = await startApp({ nowMs: NOW });
  await sut.addSite("main", { timeZone: "Europe/Berlin" });
});
afterEach(() => sut.close());

const settings = {
  kind: "lis" as const,
  maxSilenceMinutes: 60,
  inUse: true,
  profile: { ...defaultFeedProfile, delimiter: ";" as const },
};
const put = (name: string, version: number, changes = {}) =>
  sut.staff("PUT", `/api/v1/feeds/${name}`, { version, settings: { ...settings, ...changes } });
const list = async () =>
  feedsSchema.parse(await (await sut.staff("GET", "/api/v1/feeds")).json()).feeds;

test("a feed is made, and saved over what was read, whatever files came meanwhile", async () => {
  const made = listedFeedSchema.parse(await (await put("Night-Lab", 0)).json());
  expect(made).toMatchObject({
    name: "night-lab",
    ...settings,
    createdAt: "2026-11-21T12:00:00.000Z",
    lastGoodAt: null,
    silentSince: null,
  });
  expect(await list()).toEqual([made]);

  const { feeds } = sut.store.clinical;
  const stored = await feeds.get("main", "night-lab");
  if (!stored) throw new Error("It is not stored");
  const arrivals = ["2026-11-21T11:30:00.000Z"];
  await feeds.save("main", { ...stored, feed: { ...stored.feed, arrivals } });
  const saved = await put("night-lab", made.version, { maxSilenceMinutes: null });
  expect(saved.status).toBe(200);
  expect(await list()).toMatchObject([{ maxSilenceMinutes: null, arrivals }]);

  const late = await put("night-lab", made.version, { inUse: false });
  expect(late.status).toBe(409);
  const [now] = await list();
  expect(await late.json()).toMatchObject({
    error: { code: "VERSION_CONFLICT", details: { version: now?.version } },
  });
  expect((await put("night-lab", 0)).status).toBe(409);
  expect((await put("other", 5)).status).toBe(409);
});

test("what is saved is said to be so, also where reading earlier rows by it has to wait", async () => {
  const { version } = listedFeedSchema.parse(await (await put("lab", 0)).json());
  const { admissions, feeds } = sut.store.clinical;
  admissions.listActive = async () => {
    throw new AppError("UNAVAILABLE");
  };
  const profile = { ...settings.profile, testStatus: { fertig: "counting" as const } };
  expect((await put("lab", version, { profile })).status).toBe(200);
  expect(await list()).toMatchObject([{ version: version + 1, profile }]);
  expect(await feeds.get("main", "lab")).toMatchObject({ mapping: {} });
});

test("the monitor judges a feed's silence anew once its rules are saved", async () => {
  const { version } = listedFeedSchema.parse(await (await put("lab", 0)).json());
  sut.clock.nowMs += 3 * 3_600_000;
  expect((await list())[0]?.silentSince).toBe("2026-11-21T12:00:00.000Z");
  await put("lab", version, { maxSilenceMinutes: 600 });
  expect((await list())[0]?.silentSince).toBeNull();
  const now = new Date(sut.clock.nowMs).toISOString();
  const { things } = await sut.store.clinical.dueThings.list("main", now, { limit: 10 });
  expect(things).toEqual([{ kind: "feed", name: "lab", at: now }]);
});

test("a feed keeps its kind, and its tokens tell nothing that opens anything", async () => {
  const { version } = listedFeedSchema.parse(await (await put("lab", 0)).json());
  const wrong = await put("lab", version, { kind: "pms" });
  expect(wrong.status).toBe(400);
  expect(await wrong.json()).toMatchObject({ error: { details: { field: "settings.kind" } } });
  const made = (await (await sut.staff("POST", "/api/v1/feeds/lab/tokens")).json()) as {
    id: string;
    token: string;
  };
  const answer = await sut.staff("GET", "/api/v1/feeds");
  const text = await answer.text();
  expect(text).toContain(made.id);
  expect(text).not.toContain(made.token.split(".").at(-1));
  expect(text).not.toContain("hash");
  expect((await list())[0]?.version).toBe(version);
});

test("a feed called like a kind takes that kind's files", async () => {
  const wrong = await put("pms", 0);
  expect(wrong.status).toBe(400);
  expect(await wrong.json()).toMatchObject({ error: { details: { field: "settings.kind" } } });
  expect((await put("lis", 0)).status).toBe(200);
});

test("a status that nobody knows is told of until the profile or the wards' settings map it", async () => {
  const { version } = listedFeedSchema.parse(await (await put("lab", 0)).json());
  const text = `test_id;patient_id;test_type;test_date;status
T1;P1;CRP;2026-11-20;Entnommen
T2;P1;CRP;2026-11-20;entnommen
T3;P1;CRP;2026-11-20;Versandt
T4;P1;CRP;2026-11-20;final
`;
  const key = "uploaded/main/lab/x.csv";
  const length = Buffer.byteLength(text);
  await sut.deps.objects.put(key, Readable.from([text], { objectMode: false }), { length });
  await ingestFile(sut.deps, { site: "main", key });
  expect(await list()).toMatchObject([{ version, unknownStatuses: ["Entnommen", "Versandt"] }]);
  const mapped = await put("lab", version, {
    profile: { ...settings.profile, testStatus: { ENTNOMMEN: "counting" } },
  });
  expect(await mapped.json()).toMatchObject({ unknownStatuses: ["Versandt"] });
  expect(await list()).toMatchObject([{ unknownStatuses: ["Versandt"] }]);
});

test("a token tells when a file was last announced by it", async () => {
  await put("lab", 0);
  const made = await sut.staff("POST", "/api/v1/feeds/lab/tokens");
  const { id, token } = (await made.json()) as { id: string; token: string };
  expect((await list())[0]?.tokens).toMatchObject([{ id, usedAt: null }]);
  sut.clock.nowMs += 60_000;
  const headers = { authorization: `Bearer ${token}` };
  await sut.anyone("POST", "/api/v1/uploads", { name: "x.csv", size: 4 }, headers);
  expect((await list())[0]?.tokens).toMatchObject([{ id, usedAt: "2026-11-21T12:01:00.000Z" }]);
});

test.each([
  ["an unknown kind", { kind: "xml" }, "settings.kind"],
  ["a silence of no time", { maxSilenceMinutes: 0 }, "settings.maxSilenceMinutes"],
  [
    "a date format that is none",
    { profile: { ...defaultFeedProfile, dateFormats: ["gibberish"] } },
    "settings.profile.dateFormats.0",
  ],
])("%s is refused by name", async (_, changes, field) => {
  const answer = await put("lab", 0, changes);
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ error: { details: { field } } });
  expect(await list()).toEqual([]);
});

test("a sample is read through a profile before it is saved, and kept nowhere", async () => {
  const text =
    "test_id;patient_id;test_type;test_date;Station\n" +
    "T1;P1;CRP;20.11.2026 10:00;4B\nT2;P1;CRP;2026-11-20;4B\n";
  const profile = { ...settings.profile, dateFormats: ["dd.MM.yyyy HH:mm"] };
  const answer = await sut.staff("POST", "/api/v1/feeds/preview", {
    profile,
    sample: Buffer.from(text).toString("base64"),
    isWhole: true,
  });
  const report = headerReportSchema.parse(await answer.json());
  expect(report).toMatchObject({
    kind: "lis",
    problem: null,
    rows: [
      { line: 2, says: { test_id: "T1", test_date: "2026-11-20T09:00:00.000Z" } },
      { line: 3, says: null, reasons: [{ column: "test_date" }] },
    ],
  });
  expect(report.columns.at(-1)).toEqual({ name: "Station", readAs: null });
  expect(sut.logLines.join("")).not.toContain("CRP");
  const large = { profile, sample: "A".repeat(200_000), isWhole: false };
  expect((await sut.staff("POST", "/api/v1/feeds/preview", large)).status).toBe(400);
});
