import { QueryClient } from "@tanstack/react-query";
import { codeOf } from "./errors.ts";

/** Live messages say what is stale, so data is kept until then; only a server that is away is asked again. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      retry: (failures, error) => failures < 2 && ["unavailable", null].includes(codeOf(error)),
    },
    mutations: { retry: false, networkMode: "always" },
  },
});
