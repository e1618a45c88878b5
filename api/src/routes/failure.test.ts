import { errorResponseSchema } from "@throughline/shared/api.ts";
import { AppError, type ErrorCode, errors } from "@throughline/shared/errors.ts";
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

const pushWhile = async (put: () => Promise<never>) => {
  const real = sut.store.events.put;
  sut.store.events.put = put;
  sut.logLines.length = 0;
  const phone = createPhone({ visit: 1, visitDay: "2026-03-10", startedMs: NOON });
  const body = phone.push(NOON, [phone.scan(NOON, "lab")]);
  const answer = await sut.anyone("POST", "/api/v1/public/sites/main/scans", body);
  sut.store.events.put = real;
  return answer;
};

test("a bug is logged once and answered without detail", async () => {
  const answer = await pushWhile(() => Promise.reject(new TypeError("SECRET")));
  expect(answer.status).toBe(500);
  expect(await answer.json()).toEqual({
    error: { code: "INTERNAL", message: "Something went wrong on the server." },
  });
  const failures = sut.logLines.map((line) => JSON.parse(line)).filter(isFailure);
  expect(failures).toMatchObject([
    { error: "TypeError", method: "POST", route: "/api/v1/public/sites/:site/scans" },
  ]);
  expect(sut.logLines.join()).not.toContain("SECRET");
});

const isFailure = ({ event }: { event: string }) => event === "failure";

test("a store that is away is 503 and says when to come back", async () => {
  const away = new AppError("UNAVAILABLE", { retryAfterSeconds: 2, cause: new Error("SECRET") });
  const answer = await pushWhile(() => Promise.reject(away));
  expect(answer.status).toBe(503);
  expect(answer.headers.get("retry-after")).toBe("2");
  expect(answer.headers.get("cache-control")).toBe("no-store");
  const { error } = errorResponseSchema.parse(await answer.json());
  expect(error.code).toBe("UNAVAILABLE");
  expect(sut.logLines.join()).toContain('"event":"unavailable"');
  expect(sut.logLines.join()).not.toContain("SECRET");
});

test("every code answers its own status and sentence", async () => {
  for (const code of Object.keys(errors) as ErrorCode[]) {
    const answer = await pushWhile(() => Promise.reject(new AppError(code)));
    const { error } = errorResponseSchema.parse(await answer.json());
    expect([answer.status, error]).toEqual([
      errors[code].status,
      { code, message: errors[code].message },
    ]);
  }
});
