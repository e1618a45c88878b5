import type { AlertChange } from "@throughline/shared/alert.ts";
import { alertFiguresSchema } from "@throughline/shared/ward-api.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type AppUnderTest, startApp } from "../testing/start-app.ts";

let api: AppUnderTest;
beforeAll(async () => {
  // Berlin, 30 March 2026, 12:00; the night of the 29th is an hour short.
  api = await startApp({ nowMs: Date.parse("2026-03-30T10:00:00.000Z") });
  await api.addSite("main", { timeZone: "Europe/Berlin" });
  const log = api.store.clinical.alertLog;
  for (const [day, what, openedAt, at] of [
    ["2026-03-28", "opened", "2026-03-28T22:59:00.000Z", "2026-03-28T22:59:00.000Z"],
    ["2026-03-29", "acknowledged", "2026-03-28T22:59:00.000Z", "2026-03-29T01:01:30.000Z"],
    ["2026-03-29", "closed", "2026-03-28T22:59:00.000Z", "2026-03-29T21:59:00.000Z"],
  ] as const) {
    const change: AlertChange = {
      what,
      at,
      openedAt,
      dueAt: openedAt,
      patientId: "p",
      admissionId: "a",
      episode: "a@2026-03-26T22:59:00.000Z",
      ward: "",
      bed: "1",
    };
    await log.append("main", day, change);
  }
});
afterAll(() => api.close());

const ask = (query: string) => api.staff("GET", `/api/v1/alerts/figures${query}`);

test("the figures of days of the site's zone, also a short one", async () => {
  const answer = alertFiguresSchema.parse(
    await (await ask("?from=2026-03-28&to=2026-03-30")).json(),
  );
  expect(answer).toEqual({
    from: "2026-03-28",
    to: "2026-03-30",
    openNow: 0,
    perDay: [
      { day: "2026-03-28", opened: 1, closed: 0, overdueAtEnd: 1 },
      { day: "2026-03-29", opened: 0, closed: 1, overdueAtEnd: 0 },
      { day: "2026-03-30", opened: 0, closed: 0, overdueAtEnd: 0 },
    ],
    perWard: [
      // From 23:59 to 03:01:30 of a night without its hour from 2 to 3: 122.5 minutes.
      {
        ward: "-",
        opened: 1,
        acknowledged: 1,
        minutesToAcknowledgeP50: 122.5,
        minutesToAcknowledgeP90: 122.5,
      },
    ],
    minutesToAcknowledge: { n: 1, p50: 122.5, p90: 122.5 },
    turnaroundMinutes: { n: 0, p50: null, p90: null },
  });
});

test.each([
  ["", "from"],
  ["?from=2026-03-28", "to"],
  ["?from=28.3.2026&to=2026-03-28", "from"],
  ["?from=2026-03-29&to=2026-03-28", "to"],
  ["?from=2020-03-29&to=2020-03-30", "from"],
])("%s is refused by its field", async (query, field) => {
  const answer = await ask(query);
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ error: { details: { field } } });
});

test("a site that there is not is said", async () => {
  expect((await ask("?site=other&from=2026-03-28&to=2026-03-28")).status).toBe(404);
});
