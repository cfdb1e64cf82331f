import { defineConfig } from "vitest/config";
import { inlineAssets } from "./build/inline-assets.ts";

/**
 * Builds the renderer that the server imports: one ESM file with React inside, so that the server process runs no
 * `.tsx` and needs no bundler. The page's style and script are built first and travel in it as strings.
 */
export default defineConfig({
  plugins: [inlineAssets()],
  define: { "process.env.NODE_ENV": JSON.stringify("production") },
  ssr: { noExternal: true, target: "node" },
  build: {
    ssr: "src/render.tsx",
    outDir: "dist",
    target: "node24",
    minify: false,
    rolldownOptions: { output: { entryFileNames: "render.js", codeSplitting: false } },
  },
  test: {
    name: "status-page",
    environment: "node",
    maxWorkers: "100%",
    include: ["src/**/*.test.{ts,tsx}"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 10_000 } },
  },
});
