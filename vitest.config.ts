import { defineConfig } from "vitest/config";

const packages = ["shared", "api", "web"].map((name) => ({
  test: {
    name,
    root: `./${name}`,
    include: ["{src,simulator}/**/*.test.{ts,tsx}"],
    testTimeout: 120_000,
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
          testTimeout: 120_000,
        },
      },
      {
        test: {
          name: "e2e",
          root: "./web",
          include: ["e2e/**/*.test.ts"],
          globalSetup: "e2e/global-setup.ts",
          setupFiles: "e2e/setup.ts",
          testTimeout: 180_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
    ],
  },
});
