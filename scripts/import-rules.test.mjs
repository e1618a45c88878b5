import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { root } from "./paths.mjs";

/** A copy of the rules alone, so that an offending file never stands in the sources. */
const folder = mkdtempSync(join(tmpdir(), "throughline-rules-"));
for (const path of ["biome.json", ".gitignore", join("scripts", "rules")]) {
  cpSync(join(root, path), join(folder, path), { recursive: true });
}
afterAll(() => rmSync(folder, { recursive: true }));

/** The complaints of our rules about `source`, were it the file at `path`. */
const lint = (path, source) => {
  const biome = join(root, "node_modules", "@biomejs", "biome", "bin", "biome");
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, source);
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [biome, "lint", "--reporter=github", path],
    { cwd: folder, encoding: "utf8" },
  );
  rmSync(file);
  return [...`${stdout}${stderr}`.matchAll(/::error title=plugin,[^:]*::(.*)/g)].map(
    ([, message]) => message,
  );
};

const offences = [
  ["shared-stands-alone", "shared/src/visit.ts", 'import "node:fs";'],
  ["shared-stands-alone", "shared/src/analytics/census.ts", 'import "../../../api/src/app.ts";'],
  ["shared-stands-alone", "shared/src/csv/wide.ts", 'import "react";'],
  ["nouns-stay-below", "shared/src/visit.ts", 'import "./analytics/census.ts";'],
  ["packages-meet-in-shared", "web/src/flow/page.tsx", 'import "@throughline/api/src/app.ts";'],
  ["packages-meet-in-shared", "api/src/routes/a.ts", 'import "../../../web/src/ui/a.ts";'],
  ["no-test-code", "api/src/app.ts", 'import "@throughline/shared/testing/random.ts";'],
  ["no-test-code", "web/src/flow/a.ts", 'import fc from "fast-check";'],
  ["no-test-code", "web/src/scan/a.ts", 'import "../../simulator/world.ts";'],
  ["zod-mini", "api/src/routes/a.ts", 'import * as z from "zod";'],
  ["store-sees-aws", "api/src/operations/a.ts", 'import "@aws-sdk/client-dynamodb";'],
  ["store-sees-aws", "api/src/app.ts", 'import "@aws-sdk/lib-dynamodb";'],
  ["entries-stay-above", "api/src/operations/a.ts", 'import "../local/options.ts";'],
  ["entries-stay-above", "api/src/app.ts", 'import "./local/options.ts";'],
  ["operations-know-no-http", "api/src/operations/a.ts", 'import { Hono } from "hono";'],
  ["operations-know-no-http", "api/src/operations/a.ts", 'import "../routes/a.ts";'],
  ["store-stays-below", "api/src/store/a.ts", 'import "../operations/a.ts";'],
  ["routes-call-operations", "api/src/routes/a.ts", 'import { keys } from "../store/keys.ts";'],
  ["features-never-meet", "web/src/flow/a.ts", 'import "../settings/b.ts";'],
  ["features-never-meet", "web/src/ui/a.ts", 'import "../flow/b.ts";'],
  ["features-never-meet", "web/src/cache/a.ts", 'import type { B } from "../scan/b.ts";'],
  ["features-never-meet", "web/src/camera/a.ts", 'import "../station/b.ts";'],
  ["features-never-meet", "web/src/scan/a.ts", 'import "../station/b.ts";'],
  ["ui-takes-plain-props", "web/src/ui/a.ts", 'import "../cache/b.ts";'],
  ["first-stage-stays-small", "web/src/journal/a.ts", 'import * as z from "zod/mini";'],
  ["first-stage-stays-small", "web/src/scan/first/a.ts", 'import "react";'],
  ["first-stage-stays-small", "web/src/scan/first/a.ts", 'import { d } from "dexie";'],
  [
    "first-stage-stays-small",
    "web/src/journal/a.ts",
    'import { entrySchema } from "@throughline/shared/journal.ts";',
  ],
  ["scan-rules-stay-alone", "shared/src/time.ts", 'import { daySchema } from "./instant.ts";'],
  ["entries-read-the-world", "api/src/operations/a.ts", "export const a = () => Date.now();"],
  ["entries-read-the-world", "api/src/store/a.ts", "export const a = () => new Date();"],
  ["entries-read-the-world", "api/src/routes/a.ts", "export const a = process.env.HOME;"],
  ["entries-read-the-world", "api/src/app.ts", "export const a = crypto.randomUUID();"],
  ["entries-read-the-world", "shared/src/visit.ts", "export const a = Math.random();"],
  ["entries-read-the-world", "shared/src/visit.ts", "export const a = performance.now();"],
  ["entries-read-the-world", "shared/src/visit.ts", "export const a = (now = Date.now) => now();"],
];

const messageOf = (rule) =>
  /message="([^"]*)"/.exec(readFileSync(join(root, "scripts", "rules", `${rule}.grit`), "utf8"))[1];

test.each(offences)("%s: %s may not %s", (rule, path, source) => {
  expect(lint(path, `${source}\n`)).toContain(messageOf(rule));
});

test.each([
  ["shared/src/visit.ts", 'import * as z from "zod/mini"; import "./event.ts";'],
  ["shared/src/analytics/census.ts", 'import "../visit.ts"; export const a = new Date(5);'],
  ["shared/src/visit.test.ts", 'import fc from "fast-check"; export const a = Date.now();'],
  ["api/src/store/a.ts", 'import "@aws-sdk/client-dynamodb";'],
  ["api/src/local/a.ts", "export const a = () => [Date.now(), process.env.HOME];"],
  ["api/src/routes/a.ts", 'import type { Store } from "../store/create-store.ts";'],
  ["web/src/journal/a.ts", 'import type { Entry } from "@throughline/shared/journal.ts";'],
  ["web/src/journal/a.ts", 'import "./journal.ts"; import "@throughline/shared/time.ts";'],
  ["web/src/flow/a.ts", 'import "../ui/b.ts"; import "../cache/c.ts"; import "./d.ts";'],
  ["web/src/staff/a.ts", 'import "../flow/b.ts"; import "../settings/b.ts";'],
])("%s may %s", (path, source) => {
  expect(lint(path, `${source}\n`)).toEqual([]);
});

test("every rule is proven to fire and is switched on", () => {
  const rules = readdirSync(join(root, "scripts", "rules")).map((file) =>
    file.replace(".grit", ""),
  );
  expect([...new Set(offences.map(([rule]) => rule))].sort()).toEqual(rules.sort());
  const { plugins } = JSON.parse(readFileSync(join(root, "biome.json"), "utf8"));
  expect(plugins.map(({ path }) => path).sort()).toEqual(
    rules.map((rule) => `./scripts/rules/${rule}.grit`).sort(),
  );
});
