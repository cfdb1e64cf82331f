import { themeScript } from "@fanal/ui/hooks/use-theme";
import tailwindcss from "@tailwindcss/vite";
import { tanstackRouter } from "@tanstack/router-plugin/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { apiRoutes } from "./build/api-routes.ts";
import { installIcons } from "./build/icons.ts";

/** The server that `npm run dev` runs beside this one; it takes writes from its own origin only. */
const server = `http://localhost:${process.env.PORT ?? 3000}`;
const proxied = { target: server, ws: true, headers: { origin: server } };

export default defineConfig({
  plugins: [
    tanstackRouter({ target: "react", autoCodeSplitting: true, quoteStyle: "double", semicolons: true }),
    react(),
    tailwindcss(),
    installIcons(),
    apiRoutes(),
    {
      name: "theme-before-paint",
      transformIndexHtml: (html) => html.replace("<!--theme-->", `<script>${themeScript}</script>`),
    },
  ],
  build: {
    target: "es2023",
    // What sonner writes into a style element comes as a file instead, as the policy of the built page asks.
    rolldownOptions: { treeshake: { manualPureFunctions: ["__insertCSS"] } },
  },
  server: {
    proxy: {
      "/api": proxied,
      "/status": proxied,
      "/docs": proxied,
    },
  },
  test: { environment: "node", include: ["src/**/*.test.{ts,tsx}"], maxWorkers: "100%" },
});
