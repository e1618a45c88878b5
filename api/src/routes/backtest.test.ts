import { defaultFeedProfile } from "@throughline/shared/feed-profile.ts";
import { backtestSchema } from "@throughline/shared/ward-api.ts";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type AppUnderTest, PUBLIC_URL, STAFF_TOKEN, startApp } from "../testing/start-app.ts";

let api: AppUnderTest;
beforeAll(async () => {
  api = await startApp();
  await api.addSite("main", { timeZone: "Europe/Berlin" });
});
afterAll(() => api.close());

const pms =
  "patient_id,admission_id,admission_date,ward,discharge_date\n7,A,2026-03-01 00:00,ICU,2026-03-04 00:00\n";
const lis = "test_id,patient_id,test_type,test_date\nT,7,CRP,2026-03-03 06:00\n";

const ask = (fields: Record<string, string>) => {
  const form = new FormData();
  for (const [name, value] of Object.entries({ pms, lis, threshold: "48", ...fields })) {
    const isFile = name === "pms" || name === "lis";
    form.append(name, isFile ? new File([value], `${name}.csv`) : value);
  }
  return api.app.request(`${PUBLIC_URL}/api/v1/backtest`, {
    method: "POST",
    body: form,
    headers: { "x-throughline-token": STAFF_TOKEN },
  });
};

test("the figures of two files, in the site's zone", async () => {
  const answer = backtestSchema.parse(await (await ask({})).json());
  expect(answer).toMatchObject({
    admissions: 1,
    episodes: 1,
    overdueHours: 6,
    alertsPerDay: { "2026-03-03": 1 },
    from: "2026-02-28T23:00:00.000Z",
  });
});

test("a period cuts the hours", async () => {
  const answer = await ask({
    from: "2026-03-03T03:00",
    to: "2026-03-03T05:00",
    stepSeconds: "3600",
  });
  expect(await answer.json()).toMatchObject({ episodes: 1, overdueHours: 2 });
});

test("who asks while another's backtest runs is told to wait, and nobody after it", async () => {
  let goOn = () => {};
  const begun = new Promise<void>((hasBegun) => {
    vi.spyOn(api.store.clinical.feeds, "get").mockImplementationOnce(async () => {
      hasBegun();
      await new Promise<void>((resolve) => {
        goOn = resolve;
      });
      return undefined;
    });
  });
  const first = ask({});
  await begun;
  const second = await ask({});
  expect([second.status, second.headers.get("retry-after")]).toEqual([503, "15"]);
  goOn();
  expect((await first).status).toBe(200);
  expect((await ask({})).status).toBe(200);
});

test("files are read by the profile of their feed", async () => {
  const feed = {
    name: "labor",
    kind: "lis" as const,
    createdAt: "2026-03-01T00:00:00.000Z",
    maxSilenceMinutes: null,
    inUse: false,
    lastGoodAt: null,
    reachesTo: null,
    arrivals: [],
    silentSince: null,
  };
  await api.store.clinical.feeds.save("main", {
    feed,
    profile: { ...defaultFeedProfile, delimiter: ";", dateFormats: ["dd.MM.yyyy HH:mm"] },
    tokens: [],
    version: 0,
    nextAt: null,
  });
  const written = "test_id;patient_id;test_type;test_date\nT;7;CRP;03.03.2026 06:00\n";
  const answer = await ask({ lis: written, lisFeed: "labor" });
  expect(await answer.json()).toMatchObject({ overdueHours: 6 });
  expect((await ask({ lis: written })).status).toBe(400);
});

test.each([
  [{ threshold: "soon" }, "threshold"],
  [{ from: "1.3.2026" }, "from"],
  [{ from: "2026-03-03", to: "2026-03-03" }, "to"],
  [{ lis: pms }, "lis"],
  [{ pms: "" }, "pms"],
])("%j is refused by its field", async (fields, field) => {
  const answer = await ask(fields as Record<string, string>);
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ error: { details: { field } } });
});

test("something else than a form is refused", async () => {
  const answer = await api.staff("POST", "/api/v1/backtest", {});
  expect(answer.status).toBe(415);
});
