import { afterAll, beforeAll, expect, test } from "vitest";
import { type AppUnderTest, startApp } from "../testing/start-app.ts";
import type { OpenApiDocument } from "./document.ts";
import { endpoints } from "./endpoints.ts";

let sut: AppUnderTest;
let document: OpenApiDocument;
beforeAll(async () => {
  sut = await startApp();
  document = (await (await sut.anyone("GET", "/api/v1/openapi.json")).json()) as OpenApiDocument;
});
afterAll(() => sut.close());

const described = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );

test("describes every route there is, and no other", () => {
  const served = sut.app.routes
    .filter(({ path, method }) => path.startsWith("/api/v1/") && method !== "ALL")
    .map(({ path, method }) => `${method} ${path.slice(7).replace(/:(\w+)/g, "{$1}")}`);
  expect(described().sort()).toEqual([...new Set(served)].sort());
});

test("says of each route whether it is closed, and it is", async () => {
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const real = path.replace("{site}", "main").replace("{day}", "2026-03-10");
      const answer = await sut.anyone(method.toUpperCase(), `/api/v1${real}`);
      const isClosed = operation.security.length > 0;
      expect([method, path, answer.status === 401]).toEqual([method, path, isClosed]);
    }
  }
});

test("says of each route whether it needs a private connection, and it does", async () => {
  const headers = { "x-throughline-token": "the-token-of-scripts" };
  const open: string[] = [];
  for (const { method, path, access, errors } of endpoints) {
    const real = path.replace("{site}", "main").replace("{day}", "2026-03-10");
    const url = `http://clinic.example/api/v1${real}`;
    const answer = await sut.app.request(url, { method: method.toUpperCase(), headers });
    const isRefused = answer.status === 403 && (await answer.text()).includes('"INSECURE"');
    expect([method, path, isRefused]).toEqual([method, path, errors.includes("INSECURE")]);
    if (!isRefused && access !== "open") open.push(path);
  }
  // What is here and about people would be read along.
  const words = ["/sites", "/session", "/sign", "/database"];
  expect(open.filter((path) => !words.some((word) => path.startsWith(word)))).toEqual([]);
});

test("says which answers may be that nothing changed", async () => {
  const path = "/wards/{ward}";
  await sut.addSite("main");
  const snapshot = await sut.staff("GET", "/api/v1/wards/-");
  const headers = {
    "x-throughline-token": "the-token-of-scripts",
    "if-none-match": snapshot.headers.get("etag") ?? "",
  };
  const again = await sut.anyone("GET", "/api/v1/wards/-", undefined, headers);
  expect(Object.keys(document.paths[path]?.get?.responses ?? {})).toContain(`${again.status}`);
  expect(again.status).toBe(304);
});

test("refers to schemas that it holds", () => {
  const referred = [...JSON.stringify(document.paths).matchAll(/#\/components\/schemas\/(\w+)/g)];
  expect(referred.length).toBeGreaterThan(20);
  for (const [, name = ""] of referred)
    expect(Object.keys(document.components.schemas)).toContain(name);
  for (const schema of Object.values(document.components.schemas)) expect(schema).not.toEqual({});
});

test("gives every operation its own id", () => {
  const ids = Object.values(document.paths).flatMap((methods) =>
    Object.values(methods).map(({ operationId }) => operationId),
  );
  expect(new Set(ids).size).toBe(ids.length);
});

test("the page needs nothing but itself", async () => {
  const answer = await sut.anyone("GET", "/api/v1/docs");
  const page = await answer.text();
  expect(answer.headers.get("content-type")).toContain("text/html");
  expect(page).toContain("POST /api/v1/public/sites/{site}/scans");
  const links = [...page.matchAll(/href="#([^"]+)"/g)].map(([, name]) => name);
  const places = [...page.matchAll(/ id="([^"]+)"/g)].map(([, name]) => name);
  expect(links).toContain("POST-api-v1-public-sites-site-scans");
  expect(new Set(places).size).toBe(places.length);
  expect(links.filter((name) => !places.includes(name))).toEqual([]);
  expect(page).not.toMatch(/<(script|link|img)|https?:\/\//);
  expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'");
});
