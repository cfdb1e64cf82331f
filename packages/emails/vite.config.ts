import { defineConfig } from "vite";

/** Builds what the server imports: one ESM file with React inside, so that the server process runs no `.tsx`. */
export default defineConfig({
  define: { "process.env.NODE_ENV": JSON.stringify("production") },
  ssr: { noExternal: true, target: "node" },
  build: {
    ssr: "src/render.tsx",
    outDir: "dist",
    target: "node24",
    minify: false,
    rolldownOptions: { output: { entryFileNames: "render.js", codeSplitting: false } },
  },
});
