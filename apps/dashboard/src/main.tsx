import { QueryClientProvider } from "@tanstack/react-query";
import { createRouter, RouterProvider } from "@tanstack/react-router";
import { setNonce } from "get-nonce";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { RouteError } from "./components/route-error.tsx";
import { RouteNotFound } from "./components/route-not-found.tsx";
import { keepFocus } from "./lib/keep-focus.ts";
import { followKeyboard } from "./lib/keyboard.ts";
import { askBeforeReload } from "./lib/missing-chunk.ts";
import { followPreferences } from "./lib/preferences.ts";
import { queryClient } from "./lib/query-client.ts";
import { routeTree } from "./routeTree.gen.ts";
import "./styles.css";

// The policy of the page lets in the style elements that Radix writes when they have its nonce.
setNonce(document.querySelector<HTMLMetaElement>("meta[property=csp-nonce]")?.nonce ?? "");
askBeforeReload();
followKeyboard();
keepFocus();
followPreferences(queryClient);
const router = createRouter({
  routeTree,
  context: { queryClient },
  defaultPreload: "intent",
  defaultPreloadStaleTime: 0,
  defaultErrorComponent: RouteError,
  defaultNotFoundComponent: RouteNotFound,
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
