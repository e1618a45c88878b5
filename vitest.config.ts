import { defineConfig } from "vitest/config";

/**
 * No test is timed: these limits end what hangs. They are far from what anything takes on a machine
 * that others use, too; a property that hangs is ended before its test, so that its seed is told.
 */
const TEST_MS = 600_000;
const PROPERTY_MS = 540_000;

const tellSeeds = {
  name: "tell-seeds",
  transform: (code: string) =>
    /^import fc from "fast-check";$/m.test(code)
      ? `${code}\nfc.configureGlobal({ interruptAfterTimeLimit: ${PROPERTY_MS}, markInterruptAsFailure: true });`
      : undefined,
};
const patient = { testTimeout: TEST_MS, hookTimeout: TEST_MS };

const packages = ["shared", "api", "web"].map((name) => ({
  plugins: [tellSeeds],
  test: {
    name,
    root: `./${name}`,
    include: ["{src,simulator}/**/*.test.{ts,tsx}"],
    ...patient,
  },
}));

export default defineConfig({
  test: {
    // Without this one of the cores is kept free.
    maxWorkers: "100%",
    projects: [
      ...packages,
      {
        test: {
          name: "scripts",
          root: "./scripts",
          include: ["**/*.test.mjs"],
          ...patient,
        },
      },
      {
        test: {
          name: "e2e",
          root: "./web",
          include: ["e2e/**/*.test.ts"],
          globalSetup: "e2e/global-setup.ts",
          setupFiles: "e2e/setup.ts",
          ...patient,
          expect: { poll: { timeout: 60_000, interval: 100 } },
          maxWorkers: 2,
        },
      },
    ],
  },
});
