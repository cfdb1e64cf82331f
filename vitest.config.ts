import { defineConfig } from "vitest/config";

/** In windows that are made slow (`e2e/support/dashboard.ts`) everything is waited for that much longer. */
const patience = process.env.FANAL_TEST_LATENCY === undefined ? 1 : 5;
/** Real parts take their time on a busy machine: a database starts, a browser opens. */
const realParts = { testTimeout: 30_000, hookTimeout: 60_000, expect: { poll: { timeout: 10_000 } } };
const database = { globalSetup: ["./packages/testing/src/global-setup.ts"], ...realParts };

export default defineConfig({
  test: {
    // All processors, also where there are only two.
    maxWorkers: "100%",
    projects: [
      {
        test: {
          name: "unit",
          include: [
            "packages/{contract,domain,emails,ui}/src/**/*.test.{ts,tsx}",
            "scripts/**/*.test.mjs",
            "docs/.vitepress/*.test.ts",
          ],
        },
      },
      // Front ends are tested as they are built, with the plugins of their own vite.config.ts.
      "apps/{status-page,dashboard}/vite.config.ts",
      {
        test: {
          name: "server",
          include: ["apps/server/src/**/*.test.ts", "packages/{cli,database,sdk,testing}/src/**/*.test.ts"],
          ...database,
        },
      },
      {
        test: {
          name: "faults",
          include: ["e2e/faults/*.spec.ts"],
          ...database,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: "attacks",
          include: ["e2e/attacks/*.spec.ts"],
          ...database,
          testTimeout: 60_000,
          hookTimeout: 300_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: "browser",
          include: ["e2e/*.spec.ts"],
          ...database,
          // Whole stories, on a machine that may have other work.
          testTimeout: 60_000 * patience,
          hookTimeout: 120_000,
          expect: { poll: { timeout: 15_000 * patience } },
          // After all others and one at a time, so that a page is not timed while others have the processor.
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          name: "accessibility",
          include: ["e2e/accessibility/*.spec.ts"],
          ...database,
          testTimeout: 60_000,
          hookTimeout: 120_000,
          // Nothing is timed, so each processor has a browser.
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
