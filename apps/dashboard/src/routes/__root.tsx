import { Toaster } from "@fanal/ui/components/sonner";
import { TooltipProvider } from "@fanal/ui/components/tooltip";
import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext, Outlet } from "@tanstack/react-router";
import { RouteNotFound } from "../components/route-not-found.tsx";

export const Route = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: () => (
    <TooltipProvider>
      <Outlet />
      <Toaster />
    </TooltipProvider>
  ),
  // Without the shell, nothing else says where the document's own part begins.
  notFoundComponent: () => (
    <main className="flex min-h-dvh">
      <RouteNotFound />
    </main>
  ),
});
