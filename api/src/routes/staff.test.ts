import { sessionSchema, signInLinkSchema } from "@throughline/shared/api.ts";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createPhone } from "../testing/phone.ts";
import { type AppUnderTest, PUBLIC_URL, STAFF_TOKEN, startApp } from "../testing/start-app.ts";

const HOUR = 3_600_000;
const NOON = Date.parse("2026-03-10T12:00:00.000Z");
let sut: AppUnderTest;
beforeEach(async () => {
  sut = await startApp({ nowMs: NOON });
  await sut.addSite("main");
});
afterEach(() => sut.close());

const makeLink = async () => {
  const answer = await sut.staff("POST", "/api/v1/sign-in-links");
  expect(answer.status).toBe(201);
  const { url, expiresAt } = signInLinkSchema.parse(await answer.json());
  expect(url.startsWith(`${PUBLIC_URL}/staff/sign-in/`)).toBe(true);
  return { path: new URL(url).pathname, expiresAt };
};

/** Opens a link and gives the cookie to send from then on. */
const signIn = async () => {
  const answer = await sut.anyone("GET", (await makeLink()).path);
  return answer.headers.get("set-cookie")?.split(";")[0] ?? "";
};

const session = (cookie: string, method = "GET", headers: Record<string, string> = {}) =>
  sut.anyone(method, method === "GET" ? "/api/v1/session" : "/api/v1/sign-out", undefined, {
    cookie,
    ...headers,
  });

describe("a sign-in link", () => {
  test("answers 200 with the session and moves on to the dashboard", async () => {
    const { path, expiresAt } = await makeLink();
    expect(expiresAt).toBe("2026-03-11T12:00:00.000Z");
    const answer = await sut.anyone("GET", path);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.headers.get("referrer-policy")).toBe("no-referrer");
    expect(await answer.text()).toContain('http-equiv="refresh" content="0;url=/staff/flow"');
    const cookie = answer.headers.get("set-cookie") ?? "";
    for (const part of ["HttpOnly", "SameSite=Strict", "Path=/", "Secure", "Max-Age=2592000"]) {
      expect(cookie).toContain(part);
    }
    const signedIn = await session(cookie.split(";")[0] ?? "");
    expect(sessionSchema.parse(await signedIn.json())).toEqual({ signedIn: true });
  });

  test("works once", async () => {
    const { path } = await makeLink();
    await sut.anyone("GET", path);
    const again = await sut.anyone("GET", path);
    expect(again.status).toBe(401);
    expect(again.headers.get("set-cookie")).toBeNull();
    expect(await again.text()).toContain("npm run sign-in");
  });

  test("works for 24 hours and not a millisecond longer", async () => {
    const early = await makeLink();
    const late = await makeLink();
    sut.clock.nowMs = NOON + 24 * HOUR - 1;
    expect((await sut.anyone("GET", early.path)).status).toBe(200);
    sut.clock.nowMs = NOON + 24 * HOUR;
    expect((await sut.anyone("GET", late.path)).status).toBe(401);
  });

  test("is not used up by a preview or a prefetch", async () => {
    const { path } = await makeLink();
    const preview = await sut.anyone("HEAD", path);
    const prefetch = await sut.anyone("GET", path, undefined, { "sec-purpose": "prefetch" });
    for (const answer of [preview, prefetch]) expect(answer.headers.get("set-cookie")).toBeNull();
    expect((await sut.anyone("GET", path)).headers.get("set-cookie")).not.toBeNull();
  });

  test("has no Secure cookie on plain HTTP, where it would not be sent back", async () => {
    const { path } = await makeLink();
    const answer = await sut.app.request(`http://192.0.2.1:8080${path}`);
    expect(answer.headers.get("set-cookie")).not.toContain("Secure");
  });

  test("is made by scripts alone, not by a browser's session", async () => {
    const cookie = await signIn();
    const headers = { cookie, "sec-fetch-site": "same-origin" };
    const byBrowser = await sut.anyone("POST", "/api/v1/sign-in-links", undefined, headers);
    expect(byBrowser.status).toBe(403);
    expect((await sut.anyone("POST", "/api/v1/sign-in-links")).status).toBe(401);
  });
});

describe("a session", () => {
  test("ends after 30 days", async () => {
    const cookie = await signIn();
    sut.clock.nowMs = NOON + 30 * 24 * HOUR - 1;
    expect((await session(cookie)).status).toBe(200);
    sut.clock.nowMs = NOON + 30 * 24 * HOUR;
    expect((await session(cookie)).status).toBe(401);
  });

  test("cannot be made up or prolonged", async () => {
    const cookie = await signIn();
    const [, expiresMs = "", signature = ""] = cookie.split(".");
    const forged = [
      `throughline_session=v1.${Number(expiresMs) + 1}.${signature}`,
      `throughline_session=v1.${expiresMs}.${signature.slice(0, -1)}`,
      `throughline_session=v2.${expiresMs}.${signature}`,
      "throughline_session=",
    ];
    for (const attempt of forged) expect((await session(attempt)).status).toBe(401);
  });

  test("is taken from the browser by signing out", async () => {
    const cookie = await signIn();
    const answer = await session(cookie, "POST", { "sec-fetch-site": "same-origin" });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("set-cookie")).toMatch(/^throughline_session=;.*Max-Age=0/);
  });

  test.each([
    ["another site's page", { "sec-fetch-site": "cross-site", origin: PUBLIC_URL }, 403],
    ["another host of the same site", { "sec-fetch-site": "same-site" }, 403],
    ["another origin, in an old browser", { origin: "https://evil.example" }, 403],
    ["no origin", { origin: "null" }, 403],
    ["nothing said", {}, 403],
    ["our page", { "sec-fetch-site": "same-origin" }, 200],
    ["our page, in an old browser", { origin: PUBLIC_URL }, 200],
  ])("changes something from %s", async (_, headers, status) => {
    const cookie = await signIn();
    expect((await session(cookie, "POST", headers)).status).toBe(status);
  });

  test("reads from anywhere, for the answer is not readable elsewhere", async () => {
    const cookie = await signIn();
    const answer = await session(cookie, "GET", { "sec-fetch-site": "cross-site" });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("access-control-allow-origin")).toBeNull();
    expect(answer.headers.get("cross-origin-resource-policy")).toBe("same-origin");
  });
});

test("a script's token opens all, a wrong one nothing", async () => {
  expect((await sut.staff("GET", "/api/v1/sites")).status).toBe(200);
  for (const token of ["", "x", `${STAFF_TOKEN}x`]) {
    const headers = { "x-throughline-token": token };
    const answer = await sut.anyone("GET", "/api/v1/sites", undefined, headers);
    expect(answer.status).toBe(401);
  }
});

test("a scan by a browser that is signed in as staff is a test and counts nowhere", async () => {
  const cookie = await signIn();
  const phone = createPhone({ visit: 1, visitDay: "2026-03-10", startedMs: NOON });
  const other = createPhone({ visit: 2, visitDay: "2026-03-10", startedMs: NOON });
  const path = "/api/v1/public/sites/main/scans";
  await sut.anyone("POST", path, phone.push(NOON, [phone.scan(NOON, "lab")]), { cookie });
  await sut.anyone("POST", path, other.push(NOON, [other.scan(NOON, "lab")]), {
    cookie: `${cookie}x`,
  });
  const day = await (await sut.staff("GET", "/api/v1/sites/main/flow/days/2026-03-10")).json();
  expect(day).toMatchObject({ visits: 1, scans: 1, quality: { testScans: 1 } });
});
