import { defineConfig } from "vitest/config";

/** Real parts take their time on a busy machine: a database starts, a browser opens. */
const realParts = { testTimeout: 30_000, hookTimeout: 60_000 };
const database = { globalSetup: ["./packages/testing/src/global-setup.ts"], ...realParts };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["packages/{contract,domain,emails,ui}/src/**/*.test.{ts,tsx}", "scripts/**/*.test.mjs"],
        },
      },
      // Front ends are tested as they are built, with the plugins of their own vite.config.ts.
      "apps/{status-page,dashboard}/vite.config.ts",
      {
        test: {
          name: "server",
          include: ["apps/server/src/**/*.test.ts", "packages/{database,testing}/src/**/*.test.ts"],
          ...database,
        },
      },
      {
        test: {
          name: "browser",
          include: ["e2e/**/*.spec.ts"],
          ...database,
          maxWorkers: 2,
          // After all others, so that a page is not measured while they have the processor.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
