import { themeScript } from "@fanal/ui/hooks/use-theme";
import tailwindcss from "@tailwindcss/vite";
import { tanstackRouter } from "@tanstack/router-plugin/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const server = process.env.FANAL_DEV_SERVER ?? "http://127.0.0.1:3000";

export default defineConfig({
  plugins: [
    tanstackRouter({ target: "react", autoCodeSplitting: true, quoteStyle: "double", semicolons: true }),
    react(),
    tailwindcss(),
    {
      name: "theme-before-paint",
      transformIndexHtml: (html) => html.replace("<!--theme-->", `<script>${themeScript}</script>`),
    },
  ],
  build: { target: "es2023" },
  server: {
    proxy: {
      "/api": { target: server, ws: true },
      "/status": { target: server, ws: true },
    },
  },
  test: { environment: "node", include: ["src/**/*.test.{ts,tsx}"] },
});
