import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: ["shared", "api", "web"].map((name) => ({
      test: { name, root: `./${name}`, include: ["src/**/*.test.{ts,tsx}"], testTimeout: 30_000 },
    })),
  },
});
