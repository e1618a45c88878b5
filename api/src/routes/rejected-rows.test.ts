import { defaultFeedProfile } from "@throughline/shared/feed-profile.ts";
import { uploadReportSchema } from "@throughline/shared/upload-api.ts";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ingestFile } from "../operations/ingest/ingest-file.ts";
import { type AppUnderTest, startApp } from "../testing/start-app.ts";

let sut: AppUnderTest;
beforeEach(async () => {
  sut = await startApp({ nowMs: Date.parse("2026-11-21T12:00:00.000Z") });
  await sut.addSite("main");
});
afterEach(() => sut.close());

const profile = {
  ...defaultFeedProfile,
  delimiter: ";" as const,
  encoding: "windows-1252" as const,
  dateFormats: ["dd.MM.yyyy HH:mm"],
};
const makeFeed = async (changes: Partial<typeof profile> | object = {}, version = 0) => {
  const settings = {
    kind: "lis",
    maxSilenceMinutes: null,
    inUse: true,
    profile: { ...profile, ...changes },
  };
  const saved = await sut.staff("PUT", "/api/v1/feeds/night", { version, settings });
  expect(saved.status).toBe(200);
  return ((await saved.json()) as { version: number }).version;
};
const send = async (bytes: Buffer, name = "März.csv") => {
  const body = { name, size: bytes.length, feed: "night" };
  const answer = await sut.staff("POST", "/api/v1/uploads", body);
  const { fileId, url } = (await answer.json()) as { fileId: string; url: string };
  const headers = { "content-length": String(bytes.length) };
  expect((await sut.app.request(url, { method: "PUT", body: bytes, headers })).status).toBe(200);
  await ingestFile(sut.deps, { site: "main", key: `uploaded/main/${fileId}.csv` });
  return fileId;
};
const report = async (fileId: string) =>
  uploadReportSchema.parse(await (await sut.staff("GET", `/api/v1/uploads/${fileId}`)).json());
const download = (fileId: string) =>
  sut.staff("GET", `/api/v1/uploads/${fileId}/rejected.csv?site=main`);

const HEADER = "test_id;patient_id;test_type;test_date;result";
const latin = (...lines: string[]) => Buffer.from(lines.join("\n"), "latin1");

test("rejected rows come back as they were with the reason, and go in once they are mended", async () => {
  const version = await makeFeed();
  const bad = "T2;P1;CRP;gestern;größer";
  const fileId = await send(latin(HEADER, "T1;P1;CRP;20.11.2026 10:00;4", bad, ";P1;CRP;;", ""));
  const told = await report(fileId);
  expect(told).toMatchObject({ state: "done", counts: { rows: 3, stored: 1, rejected: 2 } });
  expect(told.rejected.map(({ line, reasons }) => [line, reasons[0]?.column])).toEqual([
    [3, "test_date"],
    [4, "test_id"],
  ]);
  expect(JSON.stringify(told)).not.toContain("gestern");

  // Whatever is set about the feed by then.
  await makeFeed({ delimiter: ",", encoding: "utf-8" }, version);
  const answer = await download(fileId);
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-disposition")).toBe(
    "attachment; filename*=UTF-8''M%C3%A4rz-rejected.csv",
  );
  const lines = Buffer.from(await answer.arrayBuffer())
    .toString("latin1")
    .split("\n");
  expect(lines[0]).toBe(`${HEADER};reason`);
  expect(lines[1]).toMatch(/^T2;P1;CRP;gestern;größer;"test_date: .*"$/);
  expect(lines).toHaveLength(4);
  const { entries } = (await (
    await sut.staff("GET", "/api/v1/access-log?day=2026-11-21")
  ).json()) as { entries: object[] };
  expect(entries).toMatchObject([{ what: "GET /api/v1/uploads/:id/rejected.csv", count: 2 }]);

  const { feeds } = (await (await sut.staff("GET", "/api/v1/feeds")).json()) as {
    feeds: { version: number }[];
  };
  await makeFeed({}, feeds[0]?.version);
  const mended = lines
    .join("\n")
    .replace("gestern", "20.11.2026 11:00")
    .replace(";P1;CRP;;", "T3;P1;CRP;20.11.2026 12:00;");
  const again = await send(latin(mended), "März-rejected.csv");
  expect(await report(again)).toMatchObject({
    state: "done",
    extraColumns: ["reason"],
    counts: { rows: 2, stored: 2, rejected: 0 },
    rejected: [],
  });
  const { labTests } = sut.store.clinical;
  const stored = await labTests.listOfPatient("main", "P1", { consistent: true });
  expect(stored.map(({ test: { testId, result } }) => [testId, result])).toEqual([
    ["T1", "4"],
    ["T2", "größer"],
    ["T3", ""],
  ]);
  expect((await download(again)).status).toBe(404);
});

test("a file whose name tells as of when it holds comes back under that name", async () => {
  await makeFeed({ asOf: { from: "name", pattern: "labs_{yyyyMMdd-HHmm}.csv" } });
  const fileId = await send(latin(HEADER, "T1;P1;CRP;x;"), "labs_20261121-0900.csv");
  expect((await download(fileId)).headers.get("content-disposition")).toBe(
    'attachment; filename="labs_20261121-0900.csv"',
  );
});

test("what is not there is said to be so, and nobody but staff gets any of it", async () => {
  expect((await download("nothing")).status).toBe(404);
  await makeFeed();
  const fileId = await send(latin(HEADER, "T1;P1;CRP;x;"));
  const made = await sut.staff("POST", "/api/v1/feeds/night/tokens");
  const { token } = (await made.json()) as { token: string };
  const authorization = `Bearer ${token}`;
  const shown = await sut.anyone("GET", `/api/v1/uploads/${fileId}`, undefined, { authorization });
  expect(shown.status).toBe(200);
  const path = `/api/v1/uploads/${fileId}/rejected.csv`;
  expect((await sut.anyone("GET", path, undefined, { authorization })).status).toBe(401);
  await sut.deps.objects.remove(`completed/main/${fileId}.csv`);
  expect((await download(fileId)).status).toBe(404);
});
