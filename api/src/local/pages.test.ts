import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createPages } from "./pages.ts";

const outside = mkdtempSync(join(tmpdir(), "throughline-pages-"));
const folder = join(outside, "dist");
let signedIn = false;
const isPrivate = ({ req }: { req: { url: string } }) => req.url.startsWith("https:");
const pages = createPages({ folder, isSignedIn: () => signedIn, isPrivate });

beforeAll(() => {
  for (const path of ["p", "a", "staff"]) mkdirSync(join(folder, path), { recursive: true });
  const files = {
    "scan.html": "<p>scan",
    "staff.html": "<p>staff",
    "p/x-1.js": "1",
    "staff/sw.js": "2",
    ".stamp": "3",
    "../secret.txt": "4",
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
});
afterAll(() => rmSync(outside, { recursive: true, force: true }));

test("patients' addresses answer the scan page, to be asked for again each time", async () => {
  for (const path of ["/s/lab", "/s/main/lab", "/visit", "/v", "/v/annex", "/scan.html"]) {
    const answer = await pages.request(path);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe("<p>scan");
    expect(answer.headers.get("cache-control")).toBe("no-cache");
    expect(answer.headers.get("content-security-policy")).toContain("default-src 'self'");
  }
});

test("staff addresses answer the staff page to a session alone; what it is made of is open", async () => {
  signedIn = false;
  for (const path of ["/staff/flow", "https://host/staff/anything/else", "/staff.html"]) {
    const answer = await pages.request(path);
    expect(answer.status).toBe(401);
    const text = await answer.text();
    expect(text).toContain("npm run sign-in");
    expect(text).toContain('href="/plain.css"');
    expect(text).not.toContain("<p>staff");
  }
  expect((await pages.request("/staff/sw.js")).status).toBe(200);
  signedIn = true;
  expect(await (await pages.request("/staff/flow")).text()).toBe("<p>staff");
});

test("pages that show personal data are refused where somebody could read along", async () => {
  signedIn = true;
  for (const page of [
    "ward/North%201",
    "wards",
    "patients",
    "patients/p1",
    "records",
    "alerts",
    "uploads",
    "backtest",
    "settings/wards",
    "settings/feeds",
    "a-page-to-come",
    "flow/../wards",
    "%77ards",
  ]) {
    const refused = await pages.request(`http://clinic.example/staff/${page}`);
    expect([page, refused.status]).toEqual([page, 403]);
    expect(await refused.text()).toContain("over HTTPS only");
    const shown = await pages.request(`https://clinic.example/staff/${page}`);
    expect([page, await shown.text()]).toEqual([page, "<p>staff"]);
  }
  for (const page of ["flow", "posters", "settings", "station", "station/lab"]) {
    const shown = await pages.request(`http://clinic.example/staff/${page}`);
    expect([page, shown.status]).toEqual([page, 200]);
  }
});

test.each(["//staff.html", "/x/..%2fstaff.html", "/staff/..%2fstaff.html", "/STAFF.html"])(
  "%s leads past no session",
  async (path) => {
    signedIn = false;
    const answer = await pages.request(new Request(`http://host${path}`));
    expect([401, 403, 404]).toContain(answer.status);
    expect(await answer.text()).not.toContain("<p>staff");
  },
);

test("old addresses lead to the new pages", async () => {
  const target = async (path: string) => (await pages.request(path)).headers.get("location");
  expect(await target("/")).toBe("/staff/flow");
  expect(await target("/admin.html")).toBe("/staff/flow");
  expect(await target("/qr.html")).toBe("/staff/posters");
});

test("hashed files are kept for ever, others by their mark; both are packed on request", async () => {
  const hashed = await pages.request("/p/x-1.js");
  expect(hashed.headers.get("cache-control")).toContain("immutable");
  const packed = await pages.request("/scan.html", { headers: { "accept-encoding": "gzip, br" } });
  expect(packed.headers.get("content-encoding")).toBe("gzip");
  expect(gunzipSync(Buffer.from(await packed.arrayBuffer())).toString()).toBe("<p>scan");
  const etag = packed.headers.get("etag") ?? "";
  const again = await pages.request("/scan.html", { headers: { "if-none-match": etag } });
  expect(again.status).toBe(304);

  writeFileSync(join(folder, "scan.html"), "<p>scan 2");
  utimesSync(join(folder, "scan.html"), 1, 1);
  const changed = await pages.request("/scan.html", { headers: { "if-none-match": etag } });
  expect(await changed.text()).toBe("<p>scan 2");
  writeFileSync(join(folder, "scan.html"), "<p>scan");
  utimesSync(join(folder, "scan.html"), 2, 2);
});

test.each(["/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/p/..%5c..%5csecret.txt"])(
  "%s leads nowhere",
  async (path) => {
    const answer = await pages.request(new Request(`http://host${path}`));
    expect(answer.status).toBe(404);
    expect(await answer.text()).not.toContain("4\n");
  },
);

test.each(["/.stamp", "/p/", "/p", "/%00.js", "/%ff.js", "/missing.js"])(
  "%s is nothing",
  async (path) => expect((await pages.request(path)).status).toBe(404),
);
