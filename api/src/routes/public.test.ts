import { pushResponseSchema } from "@throughline/shared/journal.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createPhone } from "../testing/phone.ts";
import { type AppUnderTest, startApp } from "../testing/start-app.ts";

const NOON = Date.parse("2026-03-10T12:00:00.000Z");
let sut: AppUnderTest;
beforeAll(async () => {
  sut = await startApp({ nowMs: NOON });
  await sut.addSite("main");
});
afterAll(() => sut.close());

const push = (body: unknown, headers?: Record<string, string>) =>
  sut.anyone("POST", "/api/v1/public/sites/main/scans", body, headers);

test("a push is answered per entry, in order, and repeats are duplicates", async () => {
  const phone = createPhone({ visit: 1, visitDay: "2026-03-10", startedMs: NOON - 60_000 });
  const entries = [
    phone.scan(NOON - 60_000, "Entrance"),
    phone.scan(NOON - 30_000, "no-such-station"),
    phone.reason(NOON - 20_000, "check-up"),
    phone.reason(NOON - 20_000, "no-such-reason"),
    phone.end(NOON - 10_000),
  ];
  const first = await push(phone.push(NOON, entries));
  expect(first.status).toBe(200);
  expect(first.headers.get("cache-control")).toBe("no-store");
  const answer = pushResponseSchema.parse(await first.json());
  expect(answer.receivedAt).toBe("2026-03-10T12:00:00.000Z");
  expect(answer.results).toEqual([
    { id: entries[0]?.id, status: "stored" },
    { id: entries[1]?.id, status: "rejected", code: "UNKNOWN_STATION" },
    { id: entries[2]?.id, status: "stored" },
    { id: entries[3]?.id, status: "rejected", code: "UNKNOWN_REASON" },
    { id: entries[4]?.id, status: "stored" },
  ]);
  const again = pushResponseSchema.parse(await (await push(phone.push(NOON, entries))).json());
  expect(again.results.map(({ status }) => status)).toEqual([
    "duplicate",
    "rejected",
    "duplicate",
    "rejected",
    "duplicate",
  ]);
});
