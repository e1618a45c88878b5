import { X509Certificate } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { get } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { listen } from "../http-server.ts";
import type { LanNames } from "./lan-names.ts";
import { makeAuthority } from "./local-authority.ts";
import { needsRenewal, readOrMakeAuthority } from "./renewed-certificate.ts";

const DAY_MS = 86_400_000;
const folder = mkdtempSync(join(tmpdir(), "throughline-authority-"));
afterAll(() => rmSync(folder, { recursive: true }));

const pemOf = (der: Uint8Array) => new X509Certificate(der).toString();

/** What a client that trusts the authority is answered, or why it refuses the connection. */
const ask = (port: number, ca: string, servername: string): Promise<string> =>
  new Promise((resolve) => {
    get({ host: "127.0.0.1", port, ca, servername, agent: false }, (answer) => {
      answer.resume();
      resolve(String(answer.statusCode));
    }).on("error", (error: NodeJS.ErrnoException) => resolve(error.message));
  });

test("a client that trusts the authority trusts its server, and no name of the Internet", async () => {
  const authority = await makeAuthority("desk", Date.now());
  const issue = (...names: LanNames) => authority.issue(names, Date.now());
  const server = await listen(
    { host: "127.0.0.1", port: 0, tls: await issue("127.0.0.1", "desk.local") },
    () => new Response("ok"),
  );
  const ca = pemOf(authority.certificate);
  expect(await ask(server.port, ca, "")).toBe("200");
  expect(await ask(server.port, ca, "desk.local")).toBe("200");
  expect(await ask(server.port, ca, "other.local")).toMatch("altnames");
  const other = await makeAuthority("desk", Date.now());
  expect(await ask(server.port, pemOf(other.certificate), "")).toMatch(
    /self-signed|unable to verify/,
  );

  for (const name of ["bank.example", "desk.local.example", "local.example", "8.8.8.8"]) {
    server.useCertificate(await issue("127.0.0.1", name));
    expect(await ask(server.port, ca, "")).toBe("permitted subtree violation");
  }
  await server.close();
});

test("the authority stays the same, and is kept by its owner alone", async () => {
  const nowMs = Date.now();
  const first = await readOrMakeAuthority(folder, { owner: "desk", nowMs });
  const again = await readOrMakeAuthority(folder, { owner: "desk", nowMs: nowMs + 3600 * DAY_MS });
  expect(again.fingerprint).toBe(first.fingerprint);
  const file = join(folder, "authority.pem");
  if (process.platform !== "win32") expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(new X509Certificate(first.certificate).fingerprint256).toBe(first.fingerprint);

  const late = await readOrMakeAuthority(folder, { owner: "desk", nowMs: nowMs + 3640 * DAY_MS });
  expect(late.fingerprint).not.toBe(first.fingerprint);

  writeFileSync(file, readFileSync(file, "utf8").slice(0, 300));
  await expect(readOrMakeAuthority(folder, { owner: "desk", nowMs })).rejects.toThrow("damaged");
});

test("a certificate is renewed at half its life, and when the addresses change", async () => {
  const authority = await makeAuthority("desk", 0);
  const { names, expiresMs } = await authority.issue(["10.0.0.7", "desk.local"], 0);
  expect(expiresMs).toBe(30 * DAY_MS);
  expect(needsRenewal({ names, expiresMs }, names, 15 * DAY_MS - 1)).toBe(false);
  expect(needsRenewal({ names, expiresMs }, names, 15 * DAY_MS)).toBe(true);
  expect(needsRenewal({ names, expiresMs }, ["10.0.0.8", "desk.local"], 1)).toBe(true);
  expect(needsRenewal({ names, expiresMs }, ["10.0.0.7"], 1)).toBe(true);
});
