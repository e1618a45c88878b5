import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildWeb } from "./build-web.mjs";
import { findChromium, howToGetChromium } from "./chromium.mjs";
import { hasJava, startDynamoLocal } from "./dynamo-local.mjs";
import { root } from "./paths.mjs";
import { runNode, runQuietly } from "./run-command.mjs";

const tool = (...path) => join(root, "node_modules", ...path);
const biome = [tool("@biomejs", "biome", "bin", "biome"), "check", "--diagnostic-level=warn"];
const tsc = tool("typescript", "bin", "tsc");
const vitest = tool("vitest", "vitest.mjs");
const unitProjects = ["shared", "api", "web", "scripts"];

/** Format, lint, import rules and types. Returns how many checks passed and failed. */
const runChecks = async () => {
  const checks = [
    ["Format, lint and import rules", [...biome, "--error-on-warnings", "."]],
    ...["shared", "api", "web", "web/simulator"].map((name) => [
      `Types of ${name}`,
      [tsc, "-p", name],
    ]),
  ];
  const counts = { passed: 0, failed: 0 };
  for (const [name, args] of checks) {
    const { code, output } = await runQuietly(args);
    if (code === 0) {
      counts.passed++;
      console.log(`✓ ${name}`);
    } else {
      counts.failed++;
      console.log(`${output}\n✗ ${name}`);
    }
  }
  return counts;
};

/** Runs vitest projects with their output shown. Returns how many tests passed and failed. */
const runVitest = async (projects, args = [], env = {}) => {
  const folder = mkdtempSync(join(tmpdir(), "throughline-test-"));
  const report = join(folder, "report.json");
  try {
    const code = await runNode(
      [
        vitest,
        "run",
        ...projects.flatMap((name) => ["--project", name]),
        "--reporter=default",
        "--reporter=json",
        `--outputFile.json=${report}`,
        ...args,
      ],
      { env },
    );
    return countTests(code, report);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** A file that could not even be loaded, or an error outside any test, counts as one failure. */
const countTests = (code, report) => {
  const counts = { passed: 0, failed: 0 };
  try {
    const { testResults, numPassedTests, numFailedTests } = JSON.parse(
      readFileSync(report, "utf8"),
    );
    counts.passed = numPassedTests;
    counts.failed = numFailedTests;
    counts.failed += testResults.filter(
      ({ status, assertionResults }) =>
        status === "failed" && !assertionResults.some((test) => test.status === "failed"),
    ).length;
  } catch {
    counts.failed = 1;
  }
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  return counts;
};

/** The browser tests, or undefined where there is no browser. */
const runBrowserTests = async (args) => {
  const chromium = findChromium();
  if (!chromium) return undefined;
  await buildWeb();
  return runVitest(["e2e"], args, { CHROMIUM_PATH: chromium });
};

const exitCodeOf = (counts) => {
  console.log(`\n${counts.passed} passed, ${counts.failed} failed`);
  return counts.failed === 0 ? 0 : 1;
};

const add = (sum, counts) => {
  sum.passed += counts.passed;
  sum.failed += counts.failed;
};

/** `npm run check`: format, lint, import rules and types. */
export const runCheck = async () => exitCodeOf(await runChecks());

/** `npm run e2e`: the browser tests alone; arguments go to vitest. */
export const runE2e = async (args) => {
  const counts = await runBrowserTests(args);
  if (!counts) throw new Error(howToGetChromium);
  return exitCodeOf(counts);
};

/**
 * What is run against DynamoDB Local too: suites that take their database from
 * `testing/start-database.ts` or `testing/open-database.ts`.
 */
const conformanceSuites = [
  "src/store/store.test.ts",
  "src/store/same-as-embedded.test.ts",
  "src/store/clinical/",
  "src/operations/ingest/ingest-file.test.ts",
  "src/operations/ingest/stays-and-tests.test.ts",
  "src/operations/ingest/full-files.test.ts",
  "src/operations/ingest/writes-of-a-file.test.ts",
  "src/operations/ingest/apply-records.test.ts",
  "src/operations/ingest/confirmed-by-a-file.test.ts",
  "src/operations/ingest/bad-input.test.ts",
  "src/operations/ingest/any-order.test.ts",
  "src/operations/ward/run-monitor.test.ts",
  "src/operations/ward/map-statuses.test.ts",
];

/** `npm run test:conformance`: the store, and what stands on it, against DynamoDB Local. */
export const runConformance = async (args) => {
  if (!hasJava()) throw new Error("DynamoDB Local needs Java: there is no `java` on the path.");
  const { endpoint, stop } = await startDynamoLocal();
  try {
    const env = { DYNAMODB_LOCAL_ENDPOINT: endpoint };
    return exitCodeOf(await runVitest(["api"], [...conformanceSuites, ...args], env));
  } finally {
    await stop();
  }
};

/** `npm test`: everything. Without a browser its tests are left out, which fails only where CI is set. */
export const runTest = async (args) => {
  if (!findChromium()) console.log(howToGetChromium);
  const sum = await runChecks();
  add(sum, await runVitest(unitProjects, args));
  try {
    await buildWeb();
    const browser = await runBrowserTests(args);
    if (browser) add(sum, browser);
    else if (isCi()) sum.failed++;
    if (!browser) console.log(`\nThe browser tests did not run. ${howToGetChromium}`);
  } catch (error) {
    console.log(error.message);
    sum.failed++;
  }
  return exitCodeOf(sum);
};

const isCi = () => !["", "0", "false", undefined].includes(process.env.CI);
