import { useSuspenseQuery } from "@tanstack/react-query";
import { query } from "./api.ts";
import { codeOf } from "./errors.ts";
import { queryClient } from "./query-client.ts";

/** Who is signed in, and their organizations. */
export function meQuery() {
  return query.me.get.queryOptions({ staleTime: 60_000 });
}

/** Whether somebody is signed in at this moment. */
export async function isSignedIn(): Promise<boolean> {
  return queryClient.fetchQuery({ ...meQuery(), staleTime: 0 }).then(
    () => true,
    () => false,
  );
}

/** Whether the session ended while the dashboard was open. */
export function useIsSignedOut(): boolean {
  return codeOf(useSuspenseQuery(meQuery()).error) === "unauthorized";
}
